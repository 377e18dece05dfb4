% Status : Theorem
% The witness is a term that nobody mentioned.
fof(parent, axiom, ! [X] : child_of(X,mother(X))).
fof(goal, conjecture, ? [Y] : child_of(adam,Y)).
