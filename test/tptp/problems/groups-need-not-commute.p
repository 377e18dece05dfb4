% Status : CounterSatisfiable
fof(unit, axiom, ! [X] : times(X,e) = X).
fof(inverse, axiom, ! [X] : times(X,inverse(X)) = e).
fof(associative, axiom, ! [X,Y,Z] : times(times(X,Y),Z) = times(X,times(Y,Z))).
fof(goal, conjecture, ! [X,Y] : times(X,Y) = times(Y,X)).
