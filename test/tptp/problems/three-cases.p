% Status : Unsatisfiable
cnf(one_of, axiom, ( p(a) | p(b) | p(c) )).
cnf(all_q, axiom, ( q(X) | ~ p(X) )).
cnf(no_q, axiom, ~ q(X)).
