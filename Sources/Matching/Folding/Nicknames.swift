/// Given names that stand for one another: short forms, spellings, and the same name in the
/// languages spoken in the region. The project's own list; a name may stand in several groups.
///
/// The groups are only a hint: a nickname is one level of one comparison, and what it is worth is
/// estimated from the data.
enum Nicknames {
  /// The groups a folded name belongs to, in order; empty when it is in none.
  static func groups(of name: [UInt8]) -> [UInt16] { byName[name] ?? [] }

  /// Groups by name.
  private static let byName: [[UInt8]: [UInt16]] = {
    var table: [[UInt8]: [UInt16]] = [:]
    for (group, line) in lines.enumerated() {
      for name in line.split(separator: " ") {
        table[Array(name.utf8), default: []].append(UInt16(group))
      }
    }
    return table
  }()

  /// The number of groups.
  static var count: Int { lines.count }

  private static let lines: [Substring] = text.split(separator: "\n")

  private static let text = """
    alexander alex al sandy xander alec alasdair alistair alastair alister aleksander olek sasha
    alexandra alex sandra sandy lexi lexie alexa ola aleksandra sasha
    andrew andy drew andrzej jedrek
    anthony antony tony ant antoni antonio
    ann anne anna annie nan nancy hannah hanna ania anya annette anita
    albert al bert bertie alby
    agnes aggie nessie agnieszka
    alice alicia ally alys ala
    alfred alf alfie fred
    alan allan allen al
    amelia amy millie milly mia emily
    abigail abby abbie abi gail
    abdul abdullah abdallah abdulla abdullahi abdi
    abdulrahman abdurrahman abdirahman abdulrehman abdur rahman rehman
    abdulaziz aziz abdiaziz
    agnieszka agnes aga
    ahmed ahmad axmed ahmet
    aisha ayesha aysha caasha aicha
    ali aly cali
    amina aamina aminah amna
    amir aamir ameer emir
    arthur art artie artur
    barbara barb babs basia barbie
    bartholomew bart barty bartosz bartek bartlomiej
    benjamin ben benny benji benedict
    bernard bernie
    beatrice bea trixie bee beatrix
    bridget biddy bridie brigid breda
    bryan brian bryn
    caroline carol carrie caz karolina lina carolyn
    catherine katherine kathryn catharine kate katie kathy cathy cath kath kat kit kitty
    catherine katherine kate katie katarzyna kasia catrin cat
    charles charlie chas chuck karol chaz karl carl
    charlotte charlie lottie lotte char
    christine christina chris chrissie tina krystyna kirsty kirsten cristina
    christopher chris kit topher krzysztof kris
    clara claire clare
    clifford cliff
    connor conor con
    craig greg
    daniel dan danny danielle
    danielle dani dan danni
    david dave davey davy dai dafydd dawid daud dawood dawud
    deborah debra deb debbie debs
    dennis denis den denny
    derek derrick del
    diane diana di dianne
    dominic dom dominik nick
    donald don donny
    dorothy dot dotty dolly dora dorota
    douglas doug dougie
    dylan dilan
    edward ed eddie eddy ted teddy teddie ned edek eddard edmund
    edwin ed eddie
    eleanor ellie nell nellie elinor ella eleonora lenora
    elizabeth liz lizzie beth betty bess eliza elsie libby elspeth elisabeth bessie betsy
    elizabeth elisabeth lisa elzbieta ela
    ellen helen nell ellie helena lena elena
    emily em emmy millie
    emma em emmie
    eric erik rick
    ernest ernie
    eugene gene owen
    evan ieuan ifan ioan iwan ewan euan
    fatima fatimah faduma fatuma fadumo fathima
    florence flo florrie flossie
    frances fran francesca franny frankie fanny
    francis frank frankie franciszek franek fran
    frederick fred freddie freddy frederic fryderyk
    gabriel gabe gabrysia
    gareth gaz gary garry garth
    geoffrey jeffrey geoff jeff jeffery
    george georgie jerzy jurek georg
    georgina georgia georgie gina
    gerald gerry jerry gerard
    gillian gill jill jillian jilly
    grace gracie
    graham graeme grahame gray
    gregory greg gregg grzegorz
    grzegorz gregory greg grzesiek
    gwendolyn gwen wendy gwyneth
    harold harry hal
    harriet hattie harry
    hassan hasan xasan hassen
    henry harry hal hank henryk harri
    hubert bert hugh
    hugh hughie huw shug
    hussain hussein husain xuseen hossain husayn
    ibrahim ebrahim abraham abe ibraahim
    imran omran emran
    irene rene irena
    isabella isabel bella izzy belle isobel isabelle izabela iza izzie ishbel
    ismail ismael esmail ismaaciil
    jacob jake jakub kuba yaqub yakub
    jack john jackie jac jacky
    sean shaun shawn shane
    ian iain ieuan
    jacqueline jackie jacqui jacky
    james jim jimmy jamie jimmie jem seamus hamish
    jane janet jan jean janie
    jane sian
    jason jay jase
    janusz jan
    jennifer jen jenny jennie jenna
    jeremy jerry jez jem
    jessica jess jessie
    joan joanna joanne jo joann
    john johnny jon jonny jan johnnie janek
    john sean shaun
    john sion ieuan
    jonathan jon jonny john jonathon nathan
    joseph joe joey jody jozef josef yusuf yousef jo
    josephine jo josie jozefina
    joshua josh
    judith judy judi jude
    julia julie jules juliet
    karen karin kaz
    karim kareem kariim
    kathleen kath kathy kay kitty cathleen
    kazimierz kazik casimir
    kenneth ken kenny
    kevin kev kevan
    khadija khadijah khadiija kadija
    khalid khaled khaalid
    kimberley kim kimberly kimmy
    krzysztof krzysiek christopher kris
    laura laurie lauren
    lawrence laurence larry laurie loz lawrie
    leonard len lenny leo leon
    leslie les lesley
    lewis louis lou louie llew llewellyn luis
    liam william
    louise lou louisa lulu lula
    lucy lucie lucia lou
    luke lucas luka lukasz
    malcolm mal malc
    malgorzata gosia margaret
    margaret maggie meg peggy marge margie marjorie mags madge greta daisy mairead marged
    maria marie mary maryam mariam maja marysia miriam
    mark marc marcus marek markus
    martin marty martyn marcin
    mary molly polly mae may mamie mollie moira maura mair
    matilda tilly mattie tilda
    matthew matt mathew matty mateusz mat
    maureen mo
    maurice morris moritz
    melanie mel
    melissa mel lissa missy
    michael mike mick micky mickey mikey michal mikhail micheal
    michelle shell shelly chelle
    miroslaw mirek
    mohammed muhammad mohamed mohammad muhammed mohamad mohamud mo maxamed mohd md mehmet mahomed
    mustafa mustapha mostafa
    nathaniel nathan nat nate
    natalie nat natalia nataly
    neil neal niall nigel
    nicholas nick nicky nicolas mikolaj nico nikolas
    nicola nicky nikki nicole
    noor nur noora nour
    norman norm
    nusrat nusrath
    oliver ollie olly oli
    olivia liv livvy livia oliwia
    omar umar omer cumar omaar
    osman usman uthman othman cismaan
    oscar oskar
    pamela pam pammy
    patricia pat patsy trish tricia patty trisha
    patrick paddy pat padraig patryk rick pad
    paul pawel pauly pol
    paula pauline pau
    penelope penny pen
    peter pete piotr piotrek petey
    philip phillip phil pip filip
    philippa pippa pip phil
    phyllis phyl
    piotr piotrek peter
    priya pria
    rachel rach rachael rae rahel
    rafal raphael rafael
    raymond ray
    rebecca becky becca beck rebekah bex
    reginald reg reggie
    rhys reece rees reese
    richard rich rick dick ricky richie rik ryszard dickie
    robert rob bob bobby robbie bert bobbie robin rab roberto
    roderick rod roddy rory
    rodney rod
    roger rodge rog
    ronald ron ronnie ronny
    rose rosie rosemary rosa rosalind roz
    roy royston
    russell russ rus
    salim saleem saliim salem
    samantha sam sammy sammie
    samuel sam sammy sammie
    sarah sara sally sal sadie saara
    sebastian seb bastian
    shabana shabnam
    sharon shaz shazza
    shirley shirl
    simon si szymon
    slawomir slawek
    sofia sophia sophie zofia zosia sofie sophy
    stanislaw stan staszek stanley
    stephanie steph stef stefanie
    stephen steven steve stevie stefan szczepan steffan
    stuart stewart stu
    susan sue susie suzy suzanne suzie susanna zuzanna
    suleiman sulaiman suleyman saleban solomon sol
    tadeusz tadek thaddeus ted
    tahir taher daahir
    tariq tarik tareq
    teresa theresa terry tess tessa tracy tracey
    terence terry terrence tel
    theodore theo ted teddy
    thomas tom tommy tomasz tomek thom tomos twm
    timothy tim timmy
    tracey tracy trace
    valerie val
    victor vic wiktor
    victoria vicky vicki tori vikki wiktoria
    vincent vince vinny vinnie
    violet vi
    virginia ginny ginger
    walter wally walt wal
    wilfred wilf wilfrid
    william will bill billy willie liam willy gwilym bil wil wilhelm
    winifred winnie freda
    wojciech wojtek
    yasmin jasmine yasmeen yasmine jasmin yasmiin
    youssef yusuf yousuf yosef joseph yuusuf yousaf
    yunis younis yunus
    zachary zach zack zak zac
    zainab zeinab zaynab zeynep
    zbigniew zbyszek
    zoe zoey
    siobhan shivaun chevonne
    caoimhe keeva kiva
    niamh neve neave
    cerys carys kerys
    gurpreet gurprit
    harpreet harprit
    jaswinder jas jaz
    mandeep mandip
    sandeep sandip
    pradeep pradip
    faisal faysal feisal
    farhan farxan
    hamza hamzah xamza
    nasir naser nasser
    rahim raheem
    rashid rasheed raashid
    saeed said saed siciid
    sharif shareef
    tayyab tayab
    waseem wasim
    yahya yahia yaxye
    zahra zahraa sahra
    halima haleema xaliima
    naima naeema nacima
    jadwiga jadzia
    henryk heniek
    """
}
