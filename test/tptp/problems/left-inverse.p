% Status : Unsatisfiable
% In a group given by right unit and right inverses, the left inverse law cannot fail.
cnf(right_unit, axiom, times(X,e) = X).
cnf(right_inverse, axiom, times(X,inverse(X)) = e).
cnf(associative, axiom, times(times(X,Y),Z) = times(X,times(Y,Z))).
cnf(fails, negated_conjecture, times(inverse(a),a) != e).
