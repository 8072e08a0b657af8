/** The words that join the last of several names, in the languages of the vocabulary, as alternatives of a pattern. */
export const AND = 'and|und|et|y|e|i|en|och|og|ja|и|та|ve|και|و|dan';
