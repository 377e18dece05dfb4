% Status : Theorem
fof(left_unit, axiom, ! [X] : times(e,X) = X).
fof(goal, conjecture, ! [F] : ( ! [X] : times(X,F) = X => F = e )).
