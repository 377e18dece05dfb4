% Status : CounterSatisfiable
% Everyone loves someone; it does not follow that someone is loved by everyone.
fof(each, axiom, ! [X] : ? [Y] : loves(X,Y)).
fof(goal, conjecture, ? [Y] : ! [X] : loves(X,Y)).
