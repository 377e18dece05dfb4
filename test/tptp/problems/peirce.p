% Status : Theorem
% Peirce's law, which is not intuitionistic.
fof(goal, conjecture, ( ( ( p => q ) => p ) => p )).
