% Status : Theorem
% The odd one of three connectives.
fof(differ, axiom, ( p <~> q )).
fof(p_holds, axiom, p).
fof(goal, conjecture, ~ q).
