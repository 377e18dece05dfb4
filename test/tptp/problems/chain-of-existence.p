% Status : Theorem
fof(step, axiom, ! [X] : ( a(X) => ? [Y] : ( r(X,Y) & b(Y) ) )).
fof(step_again, axiom, ! [X] : ( b(X) => ? [Y] : ( r(X,Y) & c(Y) ) )).
fof(start, axiom, ? [X] : a(X)).
fof(goal, conjecture, ? [X,Y,Z] : ( r(X,Y) & r(Y,Z) & c(Z) )).
