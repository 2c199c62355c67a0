/** What every interview begins with. */
export const keysHint = 'Enter confirms, Esc goes back, Ctrl-C leaves. Nothing is written unseen.';
