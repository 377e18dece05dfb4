% Status : Unsatisfiable
% A group in which every square is the unit is commutative.
cnf(left_unit, axiom, times(e,X) = X).
cnf(right_unit, axiom, times(X,e) = X).
cnf(square, axiom, times(X,X) = e).
cnf(associative, axiom, times(times(X,Y),Z) = times(X,times(Y,Z))).
cnf(fails, negated_conjecture, times(a,b) != times(b,a)).
