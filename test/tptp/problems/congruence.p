% Status : Theorem
% Equality alone: f(f(f(a))) = a and f(f(f(f(f(a))))) = a give f(a) = a.
fof(three, axiom, f(f(f(a))) = a).
fof(five, axiom, f(f(f(f(f(a))))) = a).
fof(goal, conjecture, f(a) = a).
