% Status : Unsatisfiable
% The barber who shaves just those who do not shave themselves.
fof(barber, axiom, ? [B] : ! [X] : ( shaves(B,X) <=> ~ shaves(X,X) )).
