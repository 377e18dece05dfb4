% Status : Unsatisfiable
cnf(next, axiom, ( ~ p(X) | p(f(X)) )).
cnf(first, axiom, p(a)).
cnf(fails, negated_conjecture, ~ p(f(f(f(f(a)))))).
