% Status : Theorem
% Conjunction commutes.
fof(goal, conjecture, ( ( p & q ) <=> ( q & p ) )).
