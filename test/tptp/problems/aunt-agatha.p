% Status : Theorem
% Someone in Dreadbury Mansion killed Aunt Agatha, and it was herself.
fof(someone, axiom, ? [X] : ( lives(X) & killed(X,agatha) )).
fof(agatha, axiom, lives(agatha)).
fof(butler, axiom, lives(butler)).
fof(charles, axiom, lives(charles)).
fof(all, axiom, ! [X] : ( lives(X) => ( X = agatha | X = butler | X = charles ) )).
fof(killers_hate, axiom, ! [X,Y] : ( killed(X,Y) => hates(X,Y) )).
fof(killers_are_poorer, axiom, ! [X,Y] : ( killed(X,Y) => ~ richer(X,Y) )).
fof(charles_hates, axiom, ! [X] : ( hates(agatha,X) => ~ hates(charles,X) )).
fof(agatha_hates, axiom, ! [X] : ( X != butler => hates(agatha,X) )).
fof(butler_hates_poorer, axiom, ! [X] : ( ~ richer(X,agatha) => hates(butler,X) )).
fof(butler_hates_too, axiom, ! [X] : ( hates(agatha,X) => hates(butler,X) )).
fof(no_one_hates_all, axiom, ! [X] : ? [Y] : ~ hates(X,Y)).
fof(different, axiom, agatha != butler).
fof(goal, conjecture, killed(agatha,agatha)).
