% Status : Theorem
fof(irreflexive, axiom, ! [X] : ~ less(X,X)).
fof(transitive, axiom, ! [X,Y,Z] : ( ( less(X,Y) & less(Y,Z) ) => less(X,Z) )).
fof(goal, conjecture, ! [X,Y] : ( less(X,Y) => ~ less(Y,X) )).
