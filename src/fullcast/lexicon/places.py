"""Words for places: what scenes play in, what names of places end in, and how a clause says that it plays there."""

from __future__ import annotations

ROOMS = frozenset(
    "room bedroom bathroom kitchen parlour parlor drawing-room drawingroom dining-room sitting-room living-room bed-room bath-room library study "
    "nursery attic garret cellar basement hall hallway corridor passage landing staircase stairs stairway stairwell pantry scullery closet "
    "chamber bedchamber boudoir dressing-room breakfast-room smoking-room billiard-room waiting-room ballroom ball-room schoolroom "
    "school-room classroom office workshop laboratory lab studio conservatory verandah veranda porch balcony terrace lobby foyer "
    "vestibule antechamber ante-room anteroom lounge den cell dungeon vault ward dormitory refectory cloakroom washroom gallery "
    "loft storeroom store-room guardroom guard-room courtroom court-room boardroom playroom sickroom sick-room morning-room "
    "sun-room sunroom tower turret crypt lift tap-room taproom coffee-room bar-room barroom shower elevator".split()
)
"""Parts of buildings."""
BUILDINGS = frozenset(
    "house cottage hut cabin mansion manor castle palace villa farmhouse farm-house lodge barn stable stables shed outhouse greenhouse "
    "hothouse summer-house summerhouse boathouse boat-house coach-house lighthouse warehouse factory mill forge smithy church chapel cathedral abbey "
    "monastery convent temple mosque synagogue shrine school schoolhouse college university hospital infirmary asylum prison jail gaol "
    "inn tavern hotel pub public-house café cafe restaurant diner bar canteen saloon shop store bakery bookshop pharmacy supermarket mall "
    "market theatre theater cinema museum bank station police-station railway-station courthouse barracks fort fortress bunker building "
    "skyscraper compound apartment flat penthouse tent pavilion marquee casino nightclub gym garage hangar "
    "dockyard shipyard brewery orphanage workhouse vicarage parsonage rectory presbytery embassy observatory morgue mortuary "
    "gatehouse guardhouse bungalow ranch homestead wigwam teepee igloo cave cavern tomb customs-house".split()
)
GROUNDS = frozenset(
    "garden gardens kitchen-garden orchard yard courtyard court-yard farmyard churchyard graveyard cemetery playground lawn meadow field fields "
    "pasture paddock park avenue alley lane street road highway path pathway track trail square crossroads bridge pier quay dock docks wharf "
    "harbour harbor jetty platform pavement sidewalk car-park gate step steps doorstep rooftop roof battlements ramparts stage arena "
    "stadium campus camp battlefield trench trenches mine quarry vineyard plantation village town city market-place marketplace "
    "rose-garden canal towpath drive driveway carriage-drive tennis-court well fountain ditch".split()
)
LANDSCAPE = frozenset(
    "forest wood woods jungle grove clearing glade thicket hill hills hillside hilltop mountain mountains mountainside valley gorge canyon ravine glen "
    "cliff cliffs moor moors heath marsh swamp bog desert plain plains prairie beach shore seashore sea-shore coast sand sands dunes island river "
    "riverside riverbank stream brook creek lake lakeside pond pool sea ocean bay cove lagoon waterfall headland ridge summit "
    "wilderness countryside common hollow dell bank".split()
)
VEHICLES = frozenset(
    "ship boat vessel yacht schooner brig barge ferry steamer liner submarine raft canoe lugger sloop frigate galleon "
    "train carriage coach stagecoach cab taxi car limousine van truck lorry bus tram wagon waggon cart sledge sleigh plane airplane aeroplane "
    "helicopter jet shuttle spaceship starship spacecraft cruiser fighter pod ambulance compartment".split()
)
SHIP_PARTS = frozenset(
    "deck bridge cockpit galley hold forecastle quarter-deck quarterdeck poop cargo-bay medbay infirmary airlock bay engine-room wheelhouse "
    "helm gangway".split()
)
GENERIC = frozenset(
    "room house building place street road path hall passage stairs staircase steps step gate shore bank track ground".split()
)
"""Place nouns that say little: another place in the first paragraphs goes before them."""
TWO_WORDS = frozenset(
    "living room|dining room|drawing room|sitting room|waiting room|dressing room|engine room|control room|throne room|locker room|hotel room|"
    "smoking room|breakfast room|music room|common room|class room|court room|ball room|parking lot|train station|police station|"
    "railway station|bus stop|bus station|gas station|petrol station|coffee shop|tea shop|tea room|tea garden|front room|back room|cargo bay|"
    "observation deck|customs house|summer house|boat house|public house|court house|town hall|city hall|front porch|back porch|front yard|"
    "back yard|swimming pool|sick bay|med bay|launch pad|shower room|stage door|conference room|interrogation room|emergency room".split(
        "|"
    )
)
"""Places of two words whose last is no place by itself or another one."""

PLACE_TYPES: dict[str, str] = {
    **dict.fromkeys(ROOMS | BUILDINGS | GROUNDS | SHIP_PARTS, "FAC"),
    **dict.fromkeys(LANDSCAPE, "LOC"),
    **dict.fromkeys(VEHICLES, "VEH"),
    **dict.fromkeys(("village", "town", "city"), "GPE"),
}
"""Type of entity by common noun."""
BARE = frozenset(
    "bed home church court prison jail gaol school town deck camp class hospital sea town college port chapel".split()
)
"""Places that need no article: "in church", "at sea"."""
NOT_BARE_AFTER = {
    "sea": frozenset({"at"}),
    "home": frozenset({"at"}),
    "deck": frozenset({"on"}),
    "camp": frozenset({"in"}),
}
"""The only prepositions of some of them."""
PARTS = frozenset(
    "bows back front door doors doorway edge middle midst end top foot head corner side centre center bottom mouth entrance threshold window windows heart "
    "depths shade shadow stern bow rear wall walls floor rest inside outside interior brink gates far other opposite".split()
)
"""Parts of a place that stand for it: "at the back of the café" is in the café."""

FITTINGS = frozenset(
    "floor table window windows wall counter sink stove ceiling door hearth fire rug carpet boards tiles doorway threshold".split()
)
"""What stands in a room and may follow its name: who is on the kitchen floor is in the kitchen."""

# Names

NAME_HEADS: dict[str, str] = {
    **dict.fromkeys(
        "street road avenue lane square place terrace court house hall manor abbey castle hotel inn tavern church cathedral chapel hospital station "
        "bridge gate garden gardens farm lodge cottage villa palace tower mews close drive alley theatre theater museum library gallery "
        "grange priory rectory vicarage parsonage asylum prison barracks mill lock wharf pier dock docks quay airport park crescent row plaza "
        "boulevard highway bar café cafe arms tavern market cemetery stadium arena temple monastery convent mansion mansions "
        "compound prison lighthouse arch stairs steps colosseum coliseum academy".split(), "FAC"),
    **dict.fromkeys(
        "river lake sea ocean bay island isle islands isles mountain mount mountains hill hills valley forest wood woods heath moor moors cape cove "
        "point beach harbour harbor desert canyon gulf strait straits channel peak falls creek pond marsh swamp plains "
        "downs cliff cliffs ridge pass glen peninsula coast common green fen fens reef sound dale".split(), "LOC"),
    **dict.fromkeys("city town village county shire province kingdom empire republic parish colony district quarter states".split(), "GPE"),
    **dict.fromkeys(
        "company bank society club office ministry department university college school institute association committee council corporation league "
        "union bureau agency syndicate brotherhood guild army navy regiment parliament congress senate government press times gazette herald "
        "tribune railway airlines inc ltd corp foundation federation alliance order".split(), "ORG"),
}  # fmt: skip
"""Type of entity by the last word of a name of two words or more."""
LEADING_HEADS: dict[str, str] = {
    "mount": "LOC", "lake": "LOC", "cape": "LOC", "river": "LOC", "isle": "LOC", "gulf": "LOC", "fort": "FAC", "castle": "FAC", "hotel": "FAC",
    "port": "GPE", "château": "FAC", "chateau": "FAC", "villa": "FAC", "rue": "FAC", "piazza": "FAC", "palazzo": "FAC", "via": "FAC",
    "hms": "VEH", "uss": "VEH",
}  # fmt: skip
"""Type by the first word: "Mount Ararat"."""
COUNTRIES = frozenset(
    "england scotland ireland wales britain france germany italy spain portugal holland belgium switzerland austria hungary poland russia turkey greece "
    "egypt india china japan america canada mexico brazil peru chile australia africa asia europe norway sweden denmark finland iceland persia "
    "arabia palestine syria israel iran iraq cuba jamaica bohemia prussia ukraine korea vietnam thailand nigeria kenya morocco "
    "virginia california texas florida georgia kentucky ohio indiana illinois massachusetts pennsylvania louisiana mississippi alabama "
    "tennessee kansas nebraska oregon alaska colorado arizona nevada maine vermont connecticut carolina yorkshire devonshire derbyshire "
    "kent surrey sussex cornwall somersetshire hertfordshire lancashire norfolk suffolk essex dorset devon tyrol normandy brittany provence "
    "tuscany lombardy sicily mars venus jupiter saturn ganymede".split()
)
"""Countries, states and counties, well enough known that their name is enough."""
CITIES = frozenset(
    "london paris rome florence venice naples milan vienna berlin munich dresden geneva brussels antwerp amsterdam edinburgh glasgow "
    "dublin cork liverpool manchester birmingham bristol bath brighton oxford cambridge york leeds plymouth portsmouth dover boston chicago "
    "philadelphia baltimore washington richmond charleston philadelphia pittsburgh cincinnati louisville brooklyn "
    "madrid lisbon seville athens constantinople cairo alexandria jerusalem damascus bombay calcutta delhi peking "
    "shanghai tokyo kyoto moscow petersburg petrograd warsaw prague budapest stockholm copenhagen oslo marseilles lyons bordeaux "
    "calais toronto montreal quebec sydney melbourne newport southampton greenwich manhattan hollywood baghdad mecca dunkirk".split()
)
TWO_WORD_PLACES = frozenset(
    "new york|new orleans|new england|new jersey|new zealand|new mexico|new hampshire|san francisco|los angeles|south america|north america|"
    "south africa|west indies|united states|great britain|hong kong|monte carlo|st petersburg|saint petersburg|north carolina|south carolina|"
    "west virginia|rhode island|santa fe|st louis|las vegas|buenos aires|rio de janeiro|new haven|asia minor|sri lanka".split(
        "|"
    )
)
NO_PLACES = frozenset(
    "latin hindustani gaelic welsh norse sanskrit yiddish heaven hell paradise providence christendom purgatory vain truth love nature god fate death "
    "time fortune reason justice beauty eternity mr mrs miss i ii iii iv v vi vii viii ix x tv radio scripture genesis exodus revelation "
    "psalms chapter book volume page part section act scene north south east west xi xii xv xx no number figure note".split()
)
"""Names that stand after "in" and are no places: languages, books of the Bible, ideas."""

SHIP_BEFORE = frozenset("ship steamer vessel schooner brig yacht boat liner frigate steamship ferry lugger sloop starship freighter cruiser "
                        "submarine aboard".split())  # fmt: skip
"""Words straight before a name that make it a ship's: "the steamer Ariel", "aboard the Ariel"."""
SHIP_OF = frozenset("deck captain crew bow bows stern hold mast masts cabin cabins bridge hull crew rigging helm corridor corridors hangar cargo cockpit "
                    "keel mate skipper bowsprit passengers owner log".split())  # fmt: skip
"""What "of the *Ariel*" belongs to where that is a ship."""
SHIP_VERBS = frozenset(
    "sailed sails anchored docked drifted sank harboured harbored moored steamed cruised heeled tacked foundered rolled pitched landed "
    "launched capsized berthed".split()
)
SHIP_PARTS_OF = frozenset("deck bow bows stern mast masts hull keel bowsprit rigging helm".split())
"""Those that only a ship has."""
STAY_VERBS = frozenset(
    "lived live lives living stayed staying arrived arriving born settled resided dwelt residing".split()
)
"""Verbs before "in" or "at" and a name of a place."""
MOVE_VERBS = frozenset(
    "went go goes gone going came come coming returned returning return travelled traveled travelling sailed drove driven walked ran rode hurried "
    "moved journey journeyed way road train trip back home sent started set left road flew fled got voyage".split()
)
"""Words before "to" or "from" and a name of a place."""

# Clauses

STANCE = frozenset(
    "sat sit sits sitting stood stand stands standing lay lies lying waited waits waiting woke wakes awoke stopped was were is are met meets arrived "
    "arrives slept sleeps knelt crouched leaned leant worked remained stayed paused lingered hid hiding gathered seated found played "
    "danced dined ate drank alone ashore walked walking paced pacing landed himself herself themselves".split()
)
"""Words before a preposition that tell where someone is."""
PERCEIVING = frozenset(
    "watched watches watching looked looking looks stared staring saw sees gazed gazing observed listened heard hears peered called waved".split()
)
"""Verbs that one does *from* where one is."""
ENTERING = frozenset("entered enters reached reaches entering reaching".split())
"""Verbs with a place as their object."""
LEADING_VERBS = frozenset(
    "was were had held lay stood smelled smelt looked seemed felt stretched echoed is has holds lies stands smells looks seems".split()
)
"""What a place does that opens a scene as its first subject."""
