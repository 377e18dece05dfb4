% Status : Unsatisfiable
% A choice between two constants of a type, and neither will do.
tff(door_type, type, door: $tType).
tff(left_type, type, left: door).
tff(right_type, type, right: door).
tff(prize_type, type, prize: door > $o).
tff(somewhere, axiom, ( prize(left) | prize(right) )).
tff(not_left, axiom, ~ prize(left)).
tff(both_or_none, axiom, ! [D: door,E: door] : ( prize(D) => prize(E) )).
