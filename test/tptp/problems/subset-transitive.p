% Status : Theorem
fof(subset, axiom, ! [A,B] : ( subset(A,B) <=> ! [X] : ( in(X,A) => in(X,B) ) )).
fof(goal, conjecture, ! [A,B,C] : ( ( subset(A,B) & subset(B,C) ) => subset(A,C) )).
