-- Lists over any sort of elements: appending, reversing, and length.
--
-- A list is nil, or cons(x, xs): an element x in front of a list xs. `a` stands for the sort of the elements and may be
-- anything, so every theorem here holds for lists of numbers, of lists, of whatever there is. Each function is given
-- by one equation for nil and one for cons.

theory List

use Peano

sort List a inductive
  nil             : List a
  cons(a, List a) : List a

op ++  : List a, List a -> List a  infixr 65
op rev : List a -> List a
op len : List a -> N

-- Appending walks down the first list.
axiom app.nil  : nil ++ ys = ys
axiom app.cons : cons(x, xs) ++ ys = cons(x, xs ++ ys)

-- To reverse a list, reverse its tail and put its head behind that.
axiom rev.nil  : rev(nil) = nil
axiom rev.cons : rev(cons(x, xs)) = rev(xs) ++ cons(x, nil)

axiom len.nil  : len(nil) = 0
axiom len.cons : len(cons(x, xs)) = s(len(xs))

theorem app.nil.right : xs ++ nil = xs
theorem app.assoc     : (xs ++ ys) ++ zs = xs ++ (ys ++ zs)

theorem rev.app : rev(xs ++ ys) = rev(ys) ++ rev(xs)
theorem rev.rev : rev(rev(xs)) = xs

theorem len.app : len(xs ++ ys) = len(xs) + len(ys)
theorem len.rev : len(rev(xs)) = len(xs)

explore { size 7  vars 3 }
