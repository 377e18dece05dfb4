% Status : Theorem
% Two types.
tff(animal_type, type, animal: $tType).
tff(food_type, type, food: $tType).
tff(eats_type, type, eats: ( animal * food ) > $o).
tff(cat_type, type, cat: animal).
tff(food_of_type, type, food_of: animal > food).
tff(fed, axiom, ! [A: animal] : eats(A,food_of(A))).
tff(goal, conjecture, ? [F: food] : eats(cat,F)).
