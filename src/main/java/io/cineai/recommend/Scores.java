package io.cineai.recommend;

/**
 * The scores of one user's films, by film number, and what they were blended from: score = Σ taste · (collaborativeScale ·
 * collaborative weight + contentScale · content weight).
 *
 * @param ran the algorithm that these scores come from
 * @param collaborative what the item model alone says, by film number
 */
record Scores(Algorithm ran, double[] sum, double[] collaborative, double collaborativeScale, double contentScale) {

    static Scores blend(double[] collaborative, double collaborativeScale, double[] content, double contentScale) {
        double[] sum = new double[collaborative.length];
        for (int film = 0; film < sum.length; film++)
            sum[film] = collaborativeScale * collaborative[film] + contentScale * content[film];
        return new Scores(Algorithm.HYBRID, sum, collaborative, collaborativeScale, contentScale);
    }

    /** True where other people's likes speak for the film. */
    boolean byPeople(int film) {
        return collaborativeScale > 0 && film < collaborative.length && collaborative[film] > 0;
    }
}
