package io.cineai.recommend;

/**
 * The scores of one user's films, by film number, and what they were blended from: score = Σ taste · (collaborativeScale ·
 * collaborative weight + contentScale · content weight).
 *
 * @param ran the algorithm that these scores come from
 */
record Scores(Algorithm ran, double[] sum, double collaborativeScale, double contentScale) {

    static Scores blend(double[] collaborative, double collaborativeScale, double[] content, double contentScale) {
        double[] sum = new double[collaborative.length];
        for (int film = 0; film < sum.length; film++)
            sum[film] = collaborativeScale * collaborative[film] + contentScale * content[film];
        return new Scores(Algorithm.HYBRID, sum, collaborativeScale, contentScale);
    }
}
