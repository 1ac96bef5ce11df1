package io.cineai.movie.thematic;

import io.cineai.movie.Term;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a film is about. The first twelve and psychological_thriller are the app's own words. */
public enum Theme implements Term {
    IDENTITY_CRISIS("who am I, or who am I still"),
    COMING_OF_AGE("a young person grows up"),
    SELF_ACTUALIZATION("becoming oneself", "becoming who one can be; finding one's calling or courage"),
    LOVE_ROMANCE("romantic love", "love between two people is central"),
    FAMILY_BONDS("family bonds", "parents, children, siblings: what ties them"),
    FRIENDSHIP("friends, and what they owe each other"),
    REDEMPTION("making good for a past wrong"),
    SACRIFICE("giving up oneself or what one loves for others"),
    JUSTICE_REVENGE("justice and revenge", "getting even, or getting justice"),
    MORTALITY("dying, and knowing it"),
    MEANING_LIFE("the meaning of life", "what a life is for"),
    FREEWILL_FATE("free will and fate", "choosing against what is fixed"),
    PSYCHOLOGICAL_THRILLER("suspense from what a mind hides, fears or imagines"),
    WAR_AND_ITS_COST("what war does to people"),
    SURVIVAL("staying alive against odds"),
    POWER_CORRUPTION("power and corruption", "what power does to those who have it"),
    GREED("wanting money or things too much"),
    CLASS_DIVIDE("the divide between classes", "rich and poor, masters and servants"),
    PREJUDICE("racism and other contempt for groups"),
    RESISTANCE_FREEDOM("resistance and freedom", "oppression and the fight against it; escape to freedom"),
    LONELINESS("being alone or isolated among people"),
    OBSESSION("a want that takes over"),
    GUILT("bad conscience"),
    BETRAYAL_TRUST("trust and betrayal", "trust, and its breaking"),
    GRIEF_LOSS("grief and loss", "mourning"),
    MEMORY_PAST("memory and the past", "remembering; the past that does not go"),
    TRUTH_DECEPTION("truth and deception", "lies, disguise, finding out what is true"),
    ART_CREATION("art and creation", "making art, music, cinema"),
    AMBITION_FAME("ambition and fame", "climbing, success, being known"),
    MADNESS("losing one's mind"),
    TECHNOLOGY_HUMANITY("technology and humanity", "machines, science, and what is human"),
    NATURE_HUMANITY("nature and humanity", "people and nature or animals"),
    GOOD_EVIL("good and evil", "good against evil in earnest"),
    CRIME_UNDERWORLD("the criminal underworld", "life among criminals"),
    MORAL_DILEMMA("no right choice"),
    HOME_BELONGING("home and belonging", "home, homesickness, belonging somewhere"),
    ADVENTURE_DISCOVERY("adventure and discovery", "journey into the unknown for its own sake"),
    FORBIDDEN_LOVE("love that others do not allow"),
    MARRIAGE_INFIDELITY("marriage and infidelity", "married life, its strains, adultery"),
    GENDER_ROLES("what women and men may be"),
    FAITH_RELIGION("faith and religion", "belief, church, god"),
    POLITICS_IDEOLOGY("politics and ideology", "states, parties, ideas that rule people"),
    MEDIA_SOCIETY("media and society", "press, television, cinema industry, spectacle"),
    COMMUNITY_SOLIDARITY("community and solidarity", "people standing together"),
    OTHERNESS("the monster, the outsider, the different one"),
    FEAR_UNKNOWN("fear of the unknown", "dread of what is not understood"),
    REALITY_ILLUSION("reality and illusion", "dream or real, true or staged"),
    CHILDHOOD_INNOCENCE("childhood and innocence", "a child's view; losing innocence"),
    PERSEVERANCE("going on against defeat, in sport, work or quest"),
    HONOR_DUTY("honour and duty", "duty, honour, loyalty to a code"),
    CULTURE_CLASH("cultures meeting"),
    ABSURDITY_OF_LIFE("the absurdity of life", "satire, farce, the absurd"),
    AGING_TIME("ageing and time", "growing old; time passing; end of an era");

    private static final Map<String, String> SPOKEN =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Term::id, theme -> theme.spoken));

    private final String spoken;
    private final String meaning;

    Theme(String meaning) {
        this.spoken = plain(id());
        this.meaning = meaning;
    }

    Theme(String spoken, String meaning) {
        this.spoken = spoken;
        this.meaning = meaning;
    }

    /** How people say the theme with this id; an app's own id without its underscores. */
    public static String spoken(String id) {
        return SPOKEN.getOrDefault(id, plain(id));
    }

    @Override
    public String meaning() {
        return meaning;
    }

    private static String plain(String id) {
        return id.replace('_', ' ');
    }
}
