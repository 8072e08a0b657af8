/**
 * What a request for consent to tracking speaks of, as stems in the languages of the vocabulary: the data, what is done
 * with it, the agreement. One alone is any text's; a text that speaks of two asks for consent, or tells of those who do.
 */
const matters: readonly RegExp[] = [
  /cookie|tracking|tracker|クッキー|쿠키|куки|файлы cookie|çerez|كوكيز|ملفات تعريف|עוגיות|गोपनीयता|隐私|隱私/iu,
  /personal(?:ly identifiable)? (?:data|information)|personenbezogen|données (?:à caractère )?personnel|datos personales|dati personali|dados pessoais|persoonsgegevens|dan(?:e|ych) osobow|personuppgift|person(?:lige )?data|henkilötieto|персональн\p{L}* данн|персональні дан|kişisel veri|個人情報|个人信息|個人資料|개인정보|البيانات الشخصية|מידע אישי|gdpr|dsgvo|rgpd|avg-wet|rodo/iu,
  /\bconsent|\baccept(?:er|ez|ing)?\b|zustimm|einwillig|willigen|akzeptier|consentement|accepter|consentimiento|aceptar|consenso|accett|consentimento|aceitar|toestemming|accepteren|zgod[aęy]|akceptuj|samtycke|godkänn|samtykke|suostumu|соглас|згод|onay|kabul et|同意|동의|موافق|הסכמ|सहमति/iu,
  /advertis|werbung|anzeigen|publicité|publicidad|pubblicità|publicidade|advertenti|reklam|mainon|реклам|広告|广告|廣告|광고|الإعلانات|פרסום|विज्ञापन/iu,
  /personali[sz]|gepersonaliseerd|spersonalizowan|персонализ|персоналіз|kişiselleştir|パーソナライズ|个性化|個人化|맞춤|مخصص|מותאמ|वैयक्तिक/iu,
  /devices?\b|geräte?\b|endgerät|appareils?\b|terminal|dispositiv|apparaat|urządzeni|enhet|laitte|устройств|пристро|cihaz|端末|デバイス|设备|裝置|기기|الجهاز|מכשיר|उपकरण/iu,
  /partners?\b|partnern|partenaires|socios|parceiros|partnerami|партн[её]р|ortak|パートナー|合作伙伴|파트너|الشركاء|third part|drittanbieter|vendors/iu,
];
const ENOUGH = 2;

/** Whether a paragraph asks for consent to tracking, by what it speaks of. */
export function asksConsent(text: string): boolean {
  let found = 0;
  for (const matter of matters) if (matter.test(text) && ++found >= ENOUGH) return true;
  return false;
}
