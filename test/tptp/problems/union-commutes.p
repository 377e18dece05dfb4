% Status : Theorem
% Extensional sets.
fof(extensional, axiom, ! [A,B] : ( ! [X] : ( in(X,A) <=> in(X,B) ) => A = B )).
fof(union, axiom, ! [A,B,X] : ( in(X,union(A,B)) <=> ( in(X,A) | in(X,B) ) )).
fof(goal, conjecture, ! [A,B] : union(A,B) = union(B,A)).
