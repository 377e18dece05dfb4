% Status : Theorem
% Such a relation is reflexive.
fof(serial, axiom, ! [X] : ? [Y] : r(X,Y)).
fof(symmetric, axiom, ! [X,Y] : ( r(X,Y) => r(Y,X) )).
fof(transitive, axiom, ! [X,Y,Z] : ( ( r(X,Y) & r(Y,Z) ) => r(X,Z) )).
fof(goal, conjecture, ! [X] : r(X,X)).
