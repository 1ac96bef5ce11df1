package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** What a film is about. The first twelve and psychological_thriller are the app's own words. */
public enum Theme implements Term {
    IDENTITY_CRISIS("who am I, or who am I still"),
    COMING_OF_AGE("a young person grows up"),
    SELF_ACTUALIZATION("becoming who one can be; finding one's calling or courage"),
    LOVE_ROMANCE("love between two people is central"),
    FAMILY_BONDS("parents, children, siblings: what ties them"),
    FRIENDSHIP("friends, and what they owe each other"),
    REDEMPTION("making good for a past wrong"),
    SACRIFICE("giving up oneself or what one loves for others"),
    JUSTICE_REVENGE("getting even, or getting justice"),
    MORTALITY("dying, and knowing it"),
    MEANING_LIFE("what a life is for"),
    FREEWILL_FATE("choosing against what is fixed"),
    PSYCHOLOGICAL_THRILLER("suspense from what a mind hides, fears or imagines"),
    WAR_AND_ITS_COST("what war does to people"),
    SURVIVAL("staying alive against odds"),
    POWER_CORRUPTION("what power does to those who have it"),
    GREED("wanting money or things too much"),
    CLASS_DIVIDE("rich and poor, masters and servants"),
    PREJUDICE("racism and other contempt for groups"),
    RESISTANCE_FREEDOM("oppression and the fight against it; escape to freedom"),
    LONELINESS("being alone or isolated among people"),
    OBSESSION("a want that takes over"),
    GUILT("bad conscience"),
    BETRAYAL_TRUST("trust, and its breaking"),
    GRIEF_LOSS("mourning"),
    MEMORY_PAST("remembering; the past that does not go"),
    TRUTH_DECEPTION("lies, disguise, finding out what is true"),
    ART_CREATION("making art, music, cinema"),
    AMBITION_FAME("climbing, success, being known"),
    MADNESS("losing one's mind"),
    TECHNOLOGY_HUMANITY("machines, science, and what is human"),
    NATURE_HUMANITY("people and nature or animals"),
    GOOD_EVIL("good against evil in earnest"),
    CRIME_UNDERWORLD("life among criminals"),
    MORAL_DILEMMA("no right choice"),
    HOME_BELONGING("home, homesickness, belonging somewhere"),
    ADVENTURE_DISCOVERY("journey into the unknown for its own sake"),
    FORBIDDEN_LOVE("love that others do not allow"),
    MARRIAGE_INFIDELITY("married life, its strains, adultery"),
    GENDER_ROLES("what women and men may be"),
    FAITH_RELIGION("belief, church, god"),
    POLITICS_IDEOLOGY("states, parties, ideas that rule people"),
    MEDIA_SOCIETY("press, television, cinema industry, spectacle"),
    COMMUNITY_SOLIDARITY("people standing together"),
    OTHERNESS("the monster, the outsider, the different one"),
    FEAR_UNKNOWN("dread of what is not understood"),
    REALITY_ILLUSION("dream or real, true or staged"),
    CHILDHOOD_INNOCENCE("a child's view; losing innocence"),
    PERSEVERANCE("going on against defeat, in sport, work or quest"),
    HONOR_DUTY("duty, honour, loyalty to a code"),
    CULTURE_CLASH("cultures meeting"),
    ABSURDITY_OF_LIFE("satire, farce, the absurd"),
    AGING_TIME("growing old; time passing; end of an era");

    private final String meaning;

    Theme(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
