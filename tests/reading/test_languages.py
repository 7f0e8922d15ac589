"""The language of a text, told from its function words and letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.languages import language_code, language_of

# One report of an invented country in each language and script: "The ministers of the two countries met in Zenda on Monday and spoke about
# the new bridge over the river. They said that it would be open before the end of the year and that trade would grow."
REPORTS = [
    ("en", "The ministers of the two countries met in Zenda on Monday and spoke about the new bridge "
     "over the river. They said that it would be open."),
    ("az", "İki ölkənin nazirləri bazar ertəsi Zendada görüşüb və çayın üzərindəki yeni körpü haqqında "
     "danışıblar. Onlar bildirib ki, körpü açılacaq."),
    ("az", "Iki olkenin nazirleri bazar ertesi Zendada gorusub ve cayin uzerindeki yeni korpu haqqinda "
     "danisib. Onlar bildirib ki, korpu tezlikle olub."),
    ("az", "Ики өлкәнин назирләри базар ертәси Зендада ҝөрүшүб вә чајын үзәриндәки јени көрпү һаггында "
     "данышыблар. Онлар билдириб ки, көрпү ачылаҹаг."),
    ("az", "ایکی اؤلکه‌نین ناظیرلری بازار ائرته‌سی زندادا گؤروشدولر و چایین اوستونده یئنی کؤرپو حاقیندا "
     "دانیشدیلار. اونلار دئدی کی بو کؤرپو آچیلاجاق."),
    ("tr", "İki ülkenin bakanları pazartesi günü Zenda'da bir araya geldi ve nehrin üzerindeki yeni "
     "köprü için konuştu. Bakanlar, köprünün açılacağını söyledi."),
    ("ru", "Министры двух стран встретились в понедельник в Зенде и говорили о новом мосте через "
     "реку. Они сказали, что мост будет открыт до конца года."),
    ("fa", "وزیران دو کشور روز دوشنبه در زندا دیدار کردند و درباره پل تازه بر رودخانه سخن گفتند. "
     "آنان گفتند که پل تا پایان سال باز خواهد شد."),
    ("ar", "التقى وزيرا البلدين يوم الاثنين في زندا وتحدثا عن الجسر الجديد على النهر. وقالا إن الجسر "
     "سيفتح قبل نهاية العام وإن التجارة ستنمو بين البلدين."),
    ("hy", "Երկու երկրների նախարարները երկուշաբթի հանդիպել են Զենդայում և խոսել գետի վրա նոր կամրջի "
     "մասին։ Նրանք ասել են, որ այն բաց կլինի։"),
    ("de", "Die Minister der beiden Länder haben sich am Montag in Zenda getroffen und über die neue "
     "Brücke gesprochen. Sie wird vor dem Ende des Jahres offen sein."),
    ("fr", "Les ministres des deux pays se sont rencontrés lundi à Zenda et ont parlé du nouveau "
     "pont sur la rivière. Ils ont dit que le pont serait ouvert."),
    ("ka", "ორი ქვეყნის მინისტრები ორშაბათს შეხვდნენ და ისაუბრეს ახალ ხიდზე, რომ ის წლის ბოლომდე "
     "გაიხსნება და ვაჭრობა გაიზრდება."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), REPORTS, ids=[f"{language}-{number}" for number, (language, _) in enumerate(REPORTS)])
def test_a_report_is_in_its_language(language, text):
    assert language_of(text) == language
    assert language_of(text * 20) == language
    assert language_of(text.upper()) == language


@pytest.mark.parametrize(("language", "text"), REPORTS)
def test_names_from_another_language_change_nothing(language, text):
    assert language_of(f"Əliyev Məmmədov {text} پزشکیان") == language


#: "Border opened", "Ministers sign agreement", "Trade grows" and the like: what stands over a report, without the words that hold sentences
#: together. A headline that has none is told by its letters, if they tell.
HEADLINES = {
    "en": ["The border is open", "Ministers of the two countries to meet", "Zenda and Strelsau open a bridge"],
    "fa": ["پل تازه گشایش یافت", "گفت‌وگوی وزیران درباره گاز", "قیمت نان افزایش یافت"],
    "az": [
        "Sərhəd açıldı", "Nazirlər sazişi imzalayıb", "Çörək bahalaşıb", "Körpü açıqdır", "Rəis Zendaya gəlib",
        "Сәрһәд ачылды", "Назирләр көрпүнү ачыб", "Чөрәк баһалашыб",
        "یئنی کؤرپو آچیلدی", "ناظیرلر باره‌ده دئییب", "رئیس زندایا گلدی",
    ],
    "tr": ["Köprü açıldı", "Sınır kapısı açıldı", "Yeni bir dönem başlıyor", "Bakanlar anlaşmayı imzaladı"],
    "ru": ["Мост открыт", "У границы открыт мост", "Про хлеб и мост", "Министры прибыли в Зенду", "До моста и за ним"],
    "uk": ["Міст відкрито", "Міністри підписали угоду про міст"],
    "hy": ["Կամուրջը բացվեց", "Նախարարները հանդիպեցին"],
    "ar": ["افتتاح الجسر الجديد", "الوزراء في زندا", "ارتفاع أسعار الخبز"],
    "de": ["Minister reisen zu Gesprächen nach Zenda", "Brücke über den Fluss eröffnet"],
    "fr": ["Les ministres signent un accord", "Un pont sur le fleuve"],
    None: ["", "3:2 (1:0)", "Zenda", "Қала көшелерінде жаңа көпір"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in HEADLINES.items() for text in texts])
def test_a_headline_is_told_by_its_words_and_letters_or_not_at_all(language, text):
    assert language_of(text) == language


def test_a_letter_in_the_name_of_somebody_abroad_is_no_language():
    """*Erdoğan meets Aliyev* was Turkish."""
    assert language_of("Çağlar meets Berg") is None


def test_russian_prepositions_are_no_ukrainian():
    """A short Russian report came out as Ukrainian: both have *у*, *про* and *та*, and the list had them for one of the two."""
    assert language_of("У моста. Про мост.") == "ru"
    assert language_of("У мосту та про міст.") == "uk"


def test_a_long_turkish_text_without_function_words_is_told_by_its_letters():
    """Of seventy-four stretches of Turkish stories twenty-eight had no language: they say little of what reports are held together by."""
    assert language_of("Kapı çalındı. Kadın açtı. Yağmur yağıyordu. Islandım, dedi adam. " * 4) == "tr"


def test_a_language_that_is_not_known_is_missing_rather_than_wrong():
    polish = "Ministrowie obu krajów spotkali się w poniedziałek w Zendzie i rozmawiali o nowym moście na rzece, który ma być otwarty."
    assert language_of(polish * 3) is None


@given(st.text())
def test_any_text_has_a_code_or_none(text):
    assert language_of(text) is None or len(language_of(text)) == 2


def test_what_tables_call_a_language_becomes_its_code():
    said = {
        "en": "en",
        "EN-us": "en",
        "fas": "fa",
        "Persian": "fa",
        "azj": "az",
        "Azərbaycan": "az",
        "tr_TR.UTF-8": "tr",
        "klingon": None,
        "": None,
    }
    assert {name: language_code(name) for name in said} == said
