/** Small databases of our own, and what tests do with them. */
import type { Database } from "../../../src/import/metamath/database.js";
import { importDatabase, type ImportReport } from "../../../src/import/metamath/import-database.js";
import { readDatabase, type ReadResult } from "../../../src/import/metamath/read.js";
import { verifyDatabase, type Verification } from "../../../src/import/metamath/verify.js";
import type { MutationSource } from "../../../src/mutate/library.js";

/** Implication, equality and a binder, with every kind of lemma that rewriting looks for, and a few theorems. */
export const LOGIC = `
$( A small logic. $)
$c ( ) -> <-> = + S U. e. |- wff class var $.
$v p q r t A B C D x y $.
wp $f wff p $.  wq $f wff q $.  wr $f wff r $.  wt $f wff t $.
cA $f class A $.  cB $f class B $.  cC $f class C $.  cD $f class D $.
vx $f var x $.  vy $f var y $.
wi $a wff ( p -> q ) $.
wb $a wff ( p <-> q ) $.
cv $a class x $.
weq $a wff A = B $.
wel $a wff A e. B $.
cpl $a class ( A + B ) $.
cs $a class A S $.
$( The range stands before the body in the text, and after it in a proof. $)
cU $a class U. x B A $.

$(
####
  Part one
####
$)
\${ mp.1 $e |- p $.  mp.2 $e |- ( p -> q ) $.  mp $a |- q $. $}
ax-1 $a |- ( p -> ( q -> p ) ) $.
ax-2 $a |- ( ( p -> ( q -> r ) ) -> ( ( p -> q ) -> ( p -> r ) ) ) $.
\${ weak.1 $e |- p $.  weak $a |- ( q -> p ) $. $}
biid $a |- ( p <-> p ) $.
\${ bicom.1 $e |- ( p <-> q ) $.  bicom $a |- ( q <-> p ) $. $}
\${ bitr.1 $e |- ( p <-> q ) $.  bitr.2 $e |- ( q <-> r ) $.  bitr $a |- ( p <-> r ) $. $}
\${ mpbi.1 $e |- p $.  mpbi.2 $e |- ( p <-> q ) $.  mpbi $a |- q $. $}
eqid $a |- A = A $.
\${ eqcom.1 $e |- A = B $.  eqcom $a |- B = A $. $}
\${ eqtr.1 $e |- A = B $.  eqtr.2 $e |- B = C $.  eqtr $a |- A = C $. $}

$(
#*#*
  Congruences
#*#*
$)
\${ imbi.1 $e |- ( p <-> q ) $.
   imbi1 $a |- ( ( p -> r ) <-> ( q -> r ) ) $.
   imbi2 $a |- ( ( r -> p ) <-> ( r -> q ) ) $. $}
\${ bibi.1 $e |- ( p <-> q ) $.  bibi.2 $e |- ( r <-> t ) $.
   bibi $a |- ( ( p <-> r ) <-> ( q <-> t ) ) $. $}
eqeq1 $a |- ( A = B -> ( A = C <-> B = C ) ) $.
eqeq2 $a |- ( A = B -> ( C = A <-> C = B ) ) $.
\${ pl.1 $e |- A = B $.  pl1 $a |- ( A + C ) = ( B + C ) $.  pl2 $a |- ( C + A ) = ( C + B ) $. $}
\${ s.1 $e |- A = B $.  seq $a |- A S = B S $. $}
\${ u.1 $e |- ( x e. C -> A = B ) $.  ueq2 $a |- U. x C A = U. x C B $. $}
\${ $d x A $.  $d x B $.  u1.1 $e |- A = B $.  ueq1 $a |- U. x A C = U. x B C $. $}

$( Rules and theorems to work on. $)
addcom $a |- ( A + B ) = ( B + A ) $.
sadd $a |- ( A + B S ) = ( A + B ) S $.
imdef $a |- ( ( p <-> q ) <-> ( q <-> p ) ) $.
\${ $d x A $.  $( Dull. (New usage is discouraged.) $)  uconst $a |- U. x A B = B $. $}
\${ $d x y $.  $d y A $.  urename $a |- U. x A ( x + y ) = U. y A ( y + A ) $. $}
uself $a |- U. x ( x + A ) B = B $.
useful $a |- ( U. x ( A + B ) ( x + A S ) = C -> ( C + A ) e. U. x B ( A + x ) ) $.
\${ use.1 $e |- ( ( A + B ) = C -> U. x ( A + C ) ( A + B ) e. D ) $.  use $a |- ( D + C ) = C $. $}
id $p |- ( p -> p ) $= wp wp wp wi wi wp wp wi wp wp ax-1 wp wp wp wi wp wi wi wp wp wp wi wi wp wp wi wi
  wp wp wp wi ax-1 wp wp wp wi wp ax-2 mp mp $.
idOLD $p |- ( p -> p ) $= ( wi ax-1 ax-2 mp ) AAABZBZFAACAFABBGFBAFCAFADEE $.
`;

/** A term algebra with a relation on terms and none on formulas, a postfix symbol, and nothing to bind. */
export const EQUATIONS = `
$c = < ' v |- wff term ( ) $.
$v a b c $.
ta $f term a $.  tb $f term b $.  tc $f term c $.
weq $a wff a = b $.
wlt $a wff a < b $.
tp $a term a ' $.
tv $a term ( a v b ) $.
refl $a |- a = a $.
\${ sym.1 $e |- a = b $.  sym $a |- b = a $. $}
\${ tr.1 $e |- a = b $.  tr.2 $e |- b = c $.  tr $a |- a = c $. $}
\${ p.1 $e |- a = b $.  cp $a |- a ' = b ' $.  cv1 $a |- ( a v c ) = ( b v c ) $.  cv2 $a |- ( c v a ) = ( c v b ) $. $}
\${ lt.1 $e |- a = b $.  lt.2 $e |- b < c $.  lttr $a |- a < c $. $}
com $a |- ( a v b ) = ( b v a ) $.
inv $a |- a = a ' ' $.
dm $a |- ( a v b ) ' = ( b ' v a ' ' ) ' $.
below $a |- ( a v b ) < ( a ' v b ) ' ' $.
\${ mono.1 $e |- ( a v b ) < c $.  mono $a |- ( b v a ) < c ' $. $}
`;

export function readText(text: string, files: Readonly<Record<string, string>> = {}): ReadResult {
  return readDatabase("test.mm", Buffer.from(text, "latin1"), (name) =>
    name in files ? Buffer.from(files[name], "latin1") : undefined,
  );
}

/** The database in a text that must be well formed. */
export function database(text: string, files: Readonly<Record<string, string>> = {}): Database {
  const read = readText(text, files);
  if (read.kind === "error") throw new Error(`${read.diagnostic.line}: ${read.diagnostic.message}`);
  return read.database;
}

export function verify(text: string, files: Readonly<Record<string, string>> = {}): Verification {
  return verifyDatabase(database(text, files));
}

export function source(text: string): MutationSource & { readonly report: ImportReport } {
  const imported = importDatabase(database(text), "base.mm");
  if (imported.kind === "error") throw new Error(imported.diagnostic.message);
  return { ...imported.source, report: imported.report };
}
