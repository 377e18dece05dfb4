% Status : Unsatisfiable
% Three pigeons, two holes.
cnf(p1, axiom, ( in(one,left) | in(one,right) )).
cnf(p2, axiom, ( in(two,left) | in(two,right) )).
cnf(p3, axiom, ( in(three,left) | in(three,right) )).
cnf(h12, axiom, ( ~ in(one,H) | ~ in(two,H) )).
cnf(h13, axiom, ( ~ in(one,H) | ~ in(three,H) )).
cnf(h23, axiom, ( ~ in(two,H) | ~ in(three,H) )).
