% Status : Satisfiable
cnf(associative, axiom, times(times(X,Y),Z) = times(X,times(Y,Z))).
cnf(fails, negated_conjecture, times(a,b) != times(b,a)).
