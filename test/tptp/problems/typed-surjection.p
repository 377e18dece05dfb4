% Status : CounterSatisfiable
% A map with a left inverse need not be onto.
tff(a_type, type, a: $tType).
tff(b_type, type, b: $tType).
tff(f_type, type, f: a > b).
tff(g_type, type, g: b > a).
tff(inverse, axiom, ! [X: a] : g(f(X)) = X).
tff(goal, conjecture, ! [Y: b] : ? [X: a] : f(X) = Y).
