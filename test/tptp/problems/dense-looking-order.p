% Status : Satisfiable
% Reflexive and total: one point is enough.
fof(reflexive, axiom, ! [X] : leq(X,X)).
fof(total, axiom, ! [X,Y] : ( leq(X,Y) | leq(Y,X) )).
fof(dense, axiom, ! [X,Y] : ( leq(X,Y) => ? [Z] : ( leq(X,Z) & leq(Z,Y) ) )).
