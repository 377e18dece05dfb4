% Status : Theorem
% In every bar there is someone who, if he drinks, everyone drinks.
fof(goal, conjecture, ? [X] : ! [Y] : ( drinks(X) => drinks(Y) )).
