/** The peers that run here, so that their predictions can be made anew; those of others are given as a file. */
export const peersHere = ['readability', 'defuddle'] as const;
export type Peer = (typeof peersHere)[number];
export const isPeer = (name: string): name is Peer => (peersHere as readonly string[]).includes(name);
