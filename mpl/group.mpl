-- Groups, from right axioms alone: a neutral element on the right, inverses on the right.
--
-- That both also serve on the left is a classic exercise: nothing here says so, and multiplication need not commute.

theory Group

sort G

op e   : G
op inv : G -> G
op *   : G, G -> G  infixl 70

axiom mul.assoc : (x * y) * z = x * (y * z)
axiom mul.one   : x * e = x
axiom mul.inv   : x * inv(x) = e

theorem inv.left : inv(x) * x = e
theorem one.left : e * x = x

theorem inv.inv : inv(inv(x)) = x
theorem inv.one : inv(e) = e
theorem inv.mul : inv(x * y) = inv(y) * inv(x)

theorem cancel.right : x * z = y * z -> x = y
theorem cancel.left  : z * x = z * y -> x = y

theorem inv.unique : x * y = e -> y = inv(x)
theorem one.unique : x * x = x -> x = e
theorem solve      : exists x. a * x = b

-- Where every element is its own inverse, multiplication commutes.
theorem square.comm : (forall x. x * x = e) -> y * z = z * y
