/**
 * The most common passwords, in lower case.
 *
 * `frequent`: those of the 10,000 most common ones (SecLists, "10k most common", by Mark Burnett) that have eight
 * characters or more; shorter ones are refused by their length whatever the configuration.
 * `long`: runs of digits and keys and doubled words of twelve characters or more, which people choose when a longer
 * password is demanded, and guessers try next.
 */
const frequent = `
0.0.0.000 01234567 063dyjuy 085tzzqi 09876543 10101010 11001001 11111111 11112222 11223344 11235813 12121212 12312312 123123123 12341234 12344321 12345678
123456789 1234567890 12345679 1234abcd 1234qwer 12locked 12qwaszx 13131313 13576479 14141414 14725836 14789632 151nxjmt 17011701 17171717 18436572 19691969
19741974 19781978 19841984 1a2b3c4d 1letmein 1michael 1million 1passwor 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 1x2zkg8w 20002000 20012001 201jedlz 20202020
20spanks 21122112 21212121 22222222 23232323 24242424 24682468 25252525 25802580 31415926 33333333 368ejhih 380zliki 383pdjvl 44444444 474jdvff 50spanks
51505150 551scasi 554uzpad 55555555 55bgates 5wr2i7h8 66666666 69696969 69camaro 766rglqy 77777777 78945612 863abgsg 87654321 88888888 8j4ye3uz 911turbo
98765432 987654321 99999999 a1234567 a1b2c3d4 aaaaaaa1 aaaaaaaa aardvark abc12345 abcd1234 abcdefg1 abcdefgh aberdeen abnormal absolute absolutely acapulco
access14 access99 achilles acidburn adelaide adrienne aerosmit airborne aircraft airforce airplane albatros alejandr alessand alexalex alexande alexander
alexandr alexandra alfarome alleycat alliance allison1 allnight allstate almighty alpha123 alphabet amateurs amatuers ambrosia america1 american amsterda
amsterdam anaconda anastasi andersen anderson andromed andyandy andyod22 angelica angelika angelina animated annabell antelope anthony1 anthony7 anything
aolsucks apollo13 applepie aquarius architec argentin arizona1 arkansas armstron arsenal1 asdf1234 asdfasdf asdfghjk asdfghjkl ashleigh assassin asshole1
assholes atlantic atlantis atreides attitude attorney augustus austin31 australi australia avalanch aviation azertyui b929ezzh babybaby babyblue babycake
babydoll babygirl babylon5 babylove backbone backdoor badabing baltimor barbados barcelon barcelona barefeet barefoot baritone basebal1 baseball baseball1
basement basketba basketball bastards bbbbbbbb bcfields bearbear bearcats beatles1 beatrice beautifu beautiful beefcake beerbeer beethove bellagio bendover
benjamin bergkamp berkeley bettyboo bigballs bigblack bigblock bigboobs bigbucks bigdaddy bigdick1 bigdicks bigmoney bigpenis bigpoppa bigtruck billabon
billybob billyboy binladen birthday birthday1 birthday4 bitchass blackbir blackcat blackcoc blackdog blackhaw blackice blackjac blackjack blacklab blackman
blackout blessing blink182 blizzard blowfish blue1234 bluebell blueberr bluebird blueblue blueeyes bluejays bluemoon bluesman bobafett bobdylan bollocks
bonehead bookworm borabora bordeaux borussia bosshogg bradford brandon1 brighton brigitte brisbane brittany broadway broncos1 brooklyn brothers browning
brucelee bubba123 bubbles1 buckaroo buckeyes buckshot budapest buddy123 buddyboy budlight budweise buffalo1 building bukowski bulldawg bulldog1 bulldogs
bulletin bullseye bullshit bullwink business businessbabe buttercu butterfl butterfly buttfuck butthead butthole cabernet cadillac caldwell calendar caliente
californ california caligula calimero callisto camaross cambridg cameltoe cameron1 canadian candyass candyman cannabis capetown capitals capricor captain1
cardinal cardinals care1839 carebear carnival carolina caroline carpedie carpente cartman1 cartoons casanova cashflow cassandr catalina catfight catherin
catherine catwoman cavalier cbr900rr cccccccc celebrity cerberus chainsaw challeng chambers champion chandler changeme chargers charlene charles1 charlie1
charlie123 charlie2 charlott charlotte charlton checkmat cheerleaers chelsea1 chemical cherokee cheshire chester1 chestnut chevelle chevrole chevrolet chewbacc
cheyenne chicken1 chickens children chipmunk chocolat chocolate choochoo chris123 christia christian christie christin christina christine christma christmas
christop christopher chrysler churchil cinnamon citation civilwar clarence clarinet clarissa classics claudia1 claymore clemente cleopatr clevelan cleveland
climbing clippers clitoris close-up clueless cocacola cocksuck cocksucker cocktail coldbeer coldplay colombia colonial colorado coltrane columbia columbus
comanche commande commando complete computer concorde concrete confused conquest constant contains contortionist contract cooldude coolhand coolness copenhag
cornhole cornwall corvet07 corvette costello cosworth courtney coventry cowboys1 crawford crazybab crazyman creampie creation creative creature creepers
criminal cristian cromwell crusader crystal1 csfbr5yy culinary customer cutiepie cybersex cygnusx1 dad2ownu daedalus daisydog danielle dannyboy dapzu455
daredevi darkange darklord darkness darkside darkstar darthvad daughter davecole davedave davidson daylight dddddddd deadhead deadpool deadspin death666
december deepthroat deerhunt deeznuts deeznutz defender deftones delaware delldell delpiero designer destiny1 detectiv devil666 devildog devilman diamond1
diamonds dickdick dickhead dietcoke digital1 dingdong dinosaur dipstick director dirtbike dirtydog disaster discover division doberman dodgeram dodgers1
doghouse dogpound dolphin1 dolphins dominick dominion dominiqu dontknow doomsday doughboy doughnut downhill downtown dragon12 dragon69 dragonba dragonball
dragonfl dragster dreamcas dreamer1 dreaming dripping drowssap drpepper drummer1 dukeduke dutchess dynamite earnhard earthlin earthlink eastside eatmenow
eatpussy eclipse1 edgewise edmonton eeeeeeee einstein ejaculation elcamino eldiablo eldorado electric electron elephant elisabet elizabet elizabeth embalmer
emmanuel enforcer engineer england1 enternow enterpri enterprise entrance envelope escalade estrella eternity evangeli everlast evolutio excalibu excalibur
exchange experience experienced explorer express1 f00tball fairlane faithful fandango fantasia fantasies farscape fatluvr69 favorite favorite2 favorite6
fearless feathers february feelgood fellatio ferguson fernando ferrari1 festival ffffffff ffvdj474 fidelity fighting films+pic+galeries fingerig fireball
fireblad firefigh firefire firehawk firewall fishbone fishcake fisherma fishhead fishing1 fishtank flanders flashman flathead fletcher flexible flipflop
flipmode florence florida1 flounder flyers88 football football1 fordf150 foreplay foreskin forgetit formula1 forsaken fortress fortune12 foxylady francesc
francois frankie1 franklin freckles frederic fredfred freedom1 freefall freefree freepass freeporn freeuser freewill frenchie frogfrog front242 frontier
fuck_inside fuckface fuckfuck fuckinside fuckoff1 fuckthis fuckyou1 fuckyou2 fullback fullmoon funtimes fussball fuzzball gabriel1 gabriela gabriell galeries
gallaries gamecock gamecube gandalf1 gangbang gangbanged gangster garfield gargoyle garrison gateway1 gateway2 gatorade general1 generals genesis1 geneviev
geoffrey gerhardt geronimo gertrude gesperrt getmoney getsdown gfxqx686 gggggggg gilligan ginscoot giovanna giovanni giuseppe giveitup gladiato gladiator
glendale glennwei gnasher23 godfathe godfather godsmack godspeed gogators goldberg goldeney goldfing goldfish goldstar goldwing golfball golfgolf gonzalez
goodfell goodluck goodtime goodyear goofball gordon24 gorgeous gotohell graduate graphics grateful graywolf greatest greatone greenbay greenday greenman
gregory1 gretchen greywolf griffith gsxr1000 guardian guinness gymnastic hahahaha hairball halflife hallowee hamilton handball handsome handyman hannibal
happines happy123 happyday happydog happyman hardball hardcock hardcore harddick hardrock hardware hardwood harrison hartford hastings hawaii50 hawaiian
hawkeyes hawkwind hawthorn hayabusa heather1 hedgehog heineken heinrich hellfire hello123 hellohel hellyeah hercules herewego heritage hetfield highbury
highheel highland highlander highlife hihje863 hillbill hillside holidays hollywoo hollywood holyshit homepage homepage- honeybee honeydew hongkong honolulu
hooligan hoosiers hopeless hornyman horseman horsemen hotmail0 hotmail1 hotpussy hotstuff housewife housewifes houston1 hugohugo humphrey hurrican hurricane
huskers1 hyperion hzze929b ibilltes icecream icehouse idontkno idontknow ihateyou iiiiiiii illinois illmatic ilovegod ilovesex iloveyou iloveyou! iloveyou1
iloveyou2 immortal imperial implants infantry infinite infiniti infinity innocent insanity insertion insertions inspiron instinct intercourse interest internet
interracial intrepid intruder iqzzt580 irishman isabella isabelle isacs155 islander istanbul istheman italiano iverson3 jackass1 jackjack jackson1 jackson5
jakejake jamesbon jamesbond japanees japanes1 japanese jasmine1 jayhawks jeanette jediknig jeepjeep jefferso jeffjeff jellybea jennifer jennings jeremiah
jessica1 jiggaman jjjjjjjj jo9k2jw2 johannes johndeer johngalt johnjohn johnmish johnson1 johnston jojojojo jonathan jonathon josephin juliette junkmail
jupiter1 jupiter2 jurassic just4fun justdoit juventus kamikaze kangaroo katarina katherin katherine kathleen kawasaki kayleigh kcchiefs kcj9wx5n kentucky
kenworth keyboard keystone kikimora killbill killkill kimberly kingkong kingrich kingston kirkland kisskiss kittycat kittykat kkkkkkkk knickerless knickers
knockers knuckles kordell1 kristian kristin1 labrador lacrosse laetitia lakeside lalalala lancelot landmark laserjet lasvegas laughing laurence lavalamp
lawrence lebowski leedsutd lemonade leonardo lesbians letmein1 letmein2 letmein22 letmeinn letsdoit lexingky lifehack lifetime lighthou lighting lightnin
lightning limewire lincoln1 lionhear lionking lipstick lisalisa littlema liverpoo liverpool lkjhgfds llllllll lockdown lockerroom logitech lollipop lollypop
lonesome lonestar lonewolf longdong longhair longhorn longjohn longshot lorraine losangel lovelife lovelove loverboy loverman lowrider luckydog lunchbox
luv2epus macaroni macdaddy macgyver macintos madeline madison1 magazine magellan magician magicman magnolia mainland majestic makaveli mallorca mallrats
mamacita manchest manchester mandarin mandingo mandrake manhatta maradona marathon marauder marcello marcius2 margaret marianne marijuan mariners marines1
marino13 mariposa marjorie marlboro marshall martinez maryjane maryland masamune maserati mash4077 master12 masterbaiting masterbate masterbating masturbation
matchbox material matthew1 matthews maverick maxwell1 mazdarx7 mccarthy mcdonald mckenzie meatball meathead meatloaf mechanic medicine megadeth megapass
megatron melanie1 melissa1 meowmeow mephisto mercedes merchant mercury1 meredith meridian metallic metallica michael1 michael2 michaels michelle michigan
microsof microsoft midnight mikemike milamber military millions millwall minemine minimoni ministry minnesot misfit99 mississi missouri mistress mitchell
mmmmmmmm mobydick modelsne mohammad mohammed mollydog monalisa money123 moneyman mongoose monkey12 monkeybo monopoly monster1 monsters montana1 montecar
monterey montreal montrose moonbeam moonligh moonlight moonshin morpheus morrison mortgage motherfucker motocros motorola mounta1n mountain mudvayne muffdive
mulligan munchkin mushroom musician musicman mustang1 mustang2 mustang5 mustang6 mustangs mwq6qlzo myspace1 nancy123 napoleon nascar24 natalie1 natasha1
natedogg nathalie nathanie national navyseal ncc1701a ncc1701d ncc1701e ncc74656 nebraska necklace negative nemrac58 netscape nevermin newcastl newcastle
newpass6 nicetits nicholas nightmar nightwin nineinch nineteen nintendo nirvana1 nnnnnnnn nocturne nonenone normandy northern notebook notredam nounours
november novifarm nwo4life nygiants nyyankee oblivion obsidian oklahoma oooooooo operator optimist original outoutout outsider overkill overlord ozlq6qwm
pa55w0rd pa55word packers1 paintbal paintball painting pakistan paladin1 palmtree panasoni panasonic pantera1 panther1 panthers papabear papillon paradigm
paradise paramedi paranoid pass1234 passmast passpass passport passw0rd passwor1 password password1 password2 password9 passwords patches1 pathetic pathfind
patience patricia patrick1 patriots paulpaul pavement pavilion peaches1 pearljam peekaboo penelope penetrating penetration penguin1 penguins pennywis pentagon
penthous perfect1 personal pertinant pescator peterbil peternorth peterpan peterson phaedrus phantom1 pharmacy phialpha philippe phillies phillips phoenix1
pianoman pictuers piercing pimpdadd pimpdaddy pineappl pinetree pingpong pinkfloy pinkfloyd pipeline pitchers pizzaman plastics platinum platypus playball
playboy1 playboy2 playmate playoffs playstat playstation playtime pleasant plymouth polopolo poohbear pool6123 poontang poophead pooppoop porkchop porn4life
pornking pornographic pornporn porsche9 portland portugal poseidon positive postov1000 pounding pppppppp preacher precious predator pregnant prelude1 presario
presiden president pressure primetime21 princess princeto pringles printing private1 producer property prophecy prospect ptfe3xxp pumpkin1 pumpkins punisher
punkrock puppydog pussy123 pussy4me pussycat pussyeat pussyman pxx3eftp q1w2e3r4 qazwsxed qazwsxedc qcmfd454 qqqqqqqq quant4307s question qwer1234 qwerasdf
qwerqwer qwerty12 qwerty123 qwertyui qwertyuiop qwertzui r2d2c3po radiohea ragnarok raiders1 railroad rainbow1 rainbow6 rainbows rainyday raistlin randolph
rangers1 rapunzel rasputin rasta220 rebecca1 reckless recovery redalert redbaron reddevil redlight redskins redstorm redwings register reindeer remember
remingto renegade republic research resident revoluti reynolds rhiannon richard1 richards richmond riffraff rightnow riverrat riversid roadkill roadking
roadrunn roadster robinson robotech robotics rochelle rockford rockhard rocknrol rockrock rockstar rockwell rolltide rootbeer rootedit rosemary rrrrrrrr
rsalinas rt6ytere rush2112 rushmore russell1 rustydog sabrina1 sailboat salasana salesman salvador samadams samantha samsung1 sandberg sandiego sandrine
sandwich sanity72 santiago sapphire saratoga saturday sausages savannah save13tx saxophon scandinavian scarlett scheisse scirocco scissors scoobydo scoobydoo
scooter1 scorpio1 scorpion scotland scrabble screamer seahawks sebastia sebastian security seductive seinfeld seminole semperfi senators sentinel sentnece
septembe september serenity sergeant services sexsexsex sexybabe sexygirl sexylady sexysexy shadow12 shamrock shanghai shannon1 sheepdog shepherd sheridan
sherlock sherwood shitface shithead shitshit shopping showtime sickness sidekick sigmachi silverad simpsons sinclair singapor sinister sithlord sixtynin
skinhead skipper1 skittles skydiver skywalke skywalker slamdunk slapnuts slapshot sleeping slimed123 slimshad slipknot slippery slowhand smackdow smartass
smashing smeghead smithers smoothie snapshot sneakers snickers sniffing snoopdog snowball snowbird snowboar snowboard snowflak soccer10 soccer11 soccer12
socrates softball softtail software solution somerset somethin something sometime sonyfuck sonysony sopranos soulmate southern southpar southpark southpaw
spaceman spanking sparhawk sparkles spartan1 special1 specialk spectrum speedway spencer1 spiderma spiderman spitfire splinter spongebo springer sprinter
sprocket squerting squirrel srinivas ssptx452 ssssssss stallion standard stanford stanley1 starbuck starcraf starcraft stardust starfire starfish stargate
starligh starlite starship starstar startrek starwars steelers stefanie stephane stephani stephanie stephen1 stephens sterling stewart1 stickman stiletto
stingray stirling stocking stonecol stonecold stonewal stoppedby straight stranger strawber streaming strength stripper suburban success1 suckcock suckdick
sullivan summer69 summer99 sundance sundevil sunflowe sunnyday sunshine superfly superior superman supernov supersta superstar surprise surveyor survivor
svetlana sweetnes sweetness sweetpea swimming swingers swinging swordfis swordfish sylveste syracuse tacobell takehana talisman tangerin tarheels tazmania
technics techniques teddybea telephon temppass tempress temptress terminal terminat terrapin test1234 testerer testibil testpass testtest thailand thanatos
thankyou thedoors theforce thegreat thematri theodore therock1 thething thetruth thirteen thompson thrasher threesom thuglife thumbnils thumper1 thunder1
thunderb thursday tiberius tickling ticklish tiffany1 tiger123 tigercat tinkerbe titanium titleist tmjxn151 tomahawk tomorrow toriamos tottenha tottenham
touching training transexual transfer treasure treefrog triangle trinidad trinitro trinity1 trombone trooper1 tropical trouble1 troubles trousers trucking
trueblue truelove trumpet1 trustno1 tttttttt tunafish turkey50 twilight ultimate umbrella unbelievable uncencored underdog undertak undertaker undertow
underwear universa universe university ursitesux username usmarine uuuuuuuu valdepen valencia valentin valhalla valkyrie valleywa vampire1 vancouve vanessa1
vanguard vanhalen vauxhall velocity verbatim veronica veronika verygood victoria viewsoni vikings1 vincent1 violator vipergts virginia virginie vivitron
vladimir volkswag volleyba voyager1 vvvvvvvv wanderer warcraft wareagle warhamme warrior1 warriors washburn washingt washington waterboy waterfal waterloo
waterman waterski webmaste webmaster wednesda wednesday welcome1 wellingt werewolf westside westwood wetpussy wg8e3wjf whatever whatwhat whiskers whistler
whiteboy whiteout whitesox whocares wildbill wildcard wildcats wildfire wildstar wildwood william1 windmill windows1 windsurf winfield wingchun winston1
winter99 wireless wishbone wolfgang wolfpack wolverin wolverine wonderboy wonderfu woodland woodstoc woodwork woofwoof wordpass wp2003wp wrangler wrestler
wrestlin wrestling wrinkle1 wwwwwwww xxxxxxx1 xxxxxxxx yamahar1 yankees1 yankees2 yeahbaby yeahyeah year2005 yesterda yogibear yosemite yqlgr667 yvtte545
yy5rbfsc yyyyyyyy zachary1 zanzibar zaq12wsx zaq1xsw2 zeppelin zerocool zildjian zoomzoom zxcvbnm1 zzzzzzzz
`;

const long = `
000000000000 0000000000000 012345678901 0123456789012 0987654321098 098765432123 111111111111 1111111111111 112233445566 121212121212 123123123123 123321123321
123456123456 123456654321 123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 1234567890qwertyuiop 1234567891011 123456789123
123456789123456 123456789123456789 123456qwerty 123456qwertyuiop 12345qwertyuiop 123qweasdzxc 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc
1qaz2wsx3edc4rfv 1qazxsw23edc 222222222222 987654321012 9876543210123 999999999999 a123456789012 a1b2c3d4e5f6 aaaaaaaaaaaa aaaaaaaaaaaaa abc123456789
abc123abc123 abcabcabcabc abcd12345678 abcdefg12345 abcdefgh1234 abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz admin1234567
admin12345678 adminadminadmin administrator administrator1 adminpassword arsenal12345 asdf12345678 asdf1234asdf asdfasdfasdf asdfghjkl123 asdfghjkl1234
asdfghjklqwertyuiop asdfghjklzxcvbnm barcelona123 baseball1234 changeme1234 changeme12345 changemechangeme charlie12345 chelsea12345 computer1234
defaultpassword dragon123456 football1234 football12345 freedom12345 iloveyou1234 iloveyou12345 iloveyou123456 iloveyouforever
iloveyouiloveyou internet1234 jennifer1234 letmein12345 letmein123456 letmeinletmein liverpool123 liverpool1234 manchesterunited master123456 michael12345
monkey123456 mypassword12 mypassword123 mypassword1234 newpassword1 newpassword12 newpassword123 passw0rd1234 passw0rdpassw0rd password1234 password12345
password123456 password1234567 password123456789 password123password passwordpassword pokemon12345 princess1234 princess12345 qazwsxedcrfv qazwsxedcrfvtgb
qweasdzxc123 qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789 qwertyqwerty qwertyqwerty123 qwertyuiop12 qwertyuiop123 qwertyuiop1234
qwertyuiop1234567890 qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm realmadrid123 samsung12345 secretpassword shadow123456 starwars1234
sunshine1234 sunshine12345 superman1234 superman12345 superpassword temppassword test12345678 testing12345 testpassword testpassword1 testtesttest
trustno1trustno1 welcome12345 welcome123456 welcomewelcome whatever1234 xxxxxxxxxxxx zaq12wsxcde3 zaqxswcdevfr zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfghjkl
zzzzzzzzzzzz
`;

const commonPasswords: ReadonlySet<string> = new Set(`${frequent} ${long}`.trim().split(/\s+/));

/** @param password in lower case */
export const isCommonPassword = (password: string): boolean => commonPasswords.has(password);
