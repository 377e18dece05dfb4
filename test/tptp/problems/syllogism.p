% Status : Theorem
% Barbara, with a quoted name.
fof(men, axiom, ! [X] : ( 'is a man'(X) => mortal(X) )).
fof(socrates, axiom, 'is a man'(socrates)).
fof(goal, conjecture, mortal(socrates)).
