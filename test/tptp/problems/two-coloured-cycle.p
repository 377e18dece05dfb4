% Status : Satisfiable
% A cycle of four can be coloured with two colours.
cnf(edges, axiom, ( edge(a,b) )).
cnf(edges, axiom, ( edge(b,c) )).
cnf(edges, axiom, ( edge(c,d) )).
cnf(edges, axiom, ( edge(d,a) )).
cnf(colour, axiom, ( red(X) | blue(X) )).
cnf(not_both_red, axiom, ( ~ edge(X,Y) | ~ red(X) | ~ red(Y) )).
cnf(not_both_blue, axiom, ( ~ edge(X,Y) | ~ blue(X) | ~ blue(Y) )).
