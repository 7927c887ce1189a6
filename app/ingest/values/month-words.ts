/** Of English, German, Spanish, French, Portuguese, Italian and Dutch. No name means another month in another of them. */
export const LONG_NAMES = [
  "january february march april may june july august september october november december",
  "januar februar märz april mai juni juli august september oktober november dezember",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "januari februari maart april mei juni juli augustus september oktober november december",
  // As they are also written, where they are.
  "jänner feber - - - - - - setiembre - - -",
];
export const SHORT_NAMES = [
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "jän feb mrz apr mai jun jul aug sept okt nov dez",
  "ene feb mar abr may jun jul ago sept oct nov dic",
  "janv févr mars avr mai juin juil août sept oct nov déc",
  "jan fev mar abr mai jun jul ago set out nov dez",
  "gen feb mar apr mag giu lug ago set ott nov dic",
  "jan feb mrt apr mei jun jul aug sep okt nov dec",
  // Short names are written out in some languages, and cut elsewhere in others.
  "- fév märz - - juni juli - - - - -",
  "- - - - - - juill - - - - -",
];
