/** Characters that a secret has at least: what is shorter is guessed at once, and no vendor issues it. */
export const shortestSecret = 4;
