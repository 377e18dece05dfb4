% Status : CounterSatisfiable
fof(some, axiom, ? [X] : p(X)).
fof(goal, conjecture, ! [X] : p(X)).
