"""Short forms written with a full stop, by language, so that the stop stays with the word and does not end a sentence by itself.

`TITLES` stand before a name or a number and never end a sentence. `SHORT` forms may end one: whether they do is decided by the word that
follows, from `OPENERS`, words that begin sentences and seldom stand inside one with a capital. Forms are written as in the text, without
the last stop; one with a capital is not found in small letters, so that *Co.* is short and *co.* is not.
"""

from __future__ import annotations

TITLES: dict[str, str] = {
    "en": """
        Mr Mrs Ms Messrs Dr Prof Rev Fr Hon Pres Sen Rep Gov Gen Lt Col Maj Capt Cmdr Cpl Sgt Adm Brig Amb Dep Supt St Ste Mt Ft
        mr mrs ms dr prof rev MR MRS MS DR PROF SEN REP GOV GEN COL Nos Vol Fig Eq vs v c ca cf e.g i.e viz
        """,
    "az": "prof dos akad müəl c Prof Dos Akad cən Cən bax səh prez Prez gen Gen pol Pol bn polk",
    "tr": "Dr Prof Doç Yrd Av Sn Bay Alb Yzb Org Gen Tuğg Korg Hz Mah Cad Sok Bul dr prof doç av sn bkz vs Ort No no Müh Ecz Op Uzm",
    "ru": """
        г-н г-жа г-на г-ну г-жи гр тов проф акад доц ген полк подп кап лейт им св ул пл пр пер наб обл респ р-н см ср напр т.е т.н о-в оз
        род ум ок букв реж сокр дир зам зав стр рис табл гл изд пос дер чл корп янв февр апр авг сент окт нояб дек Св Им Ул Проф Акад Ген
        ред
        """,
    "fa": "ر.ک نک",
}
SHORT: dict[str, str] = {
    "en": """
        Inc Ltd Co Corp Bros Cos LLC Plc Jr Sr Esq Ph.D M.D B.A M.A etc al approx dept Dept est Est ext ed eds pp vols Assn Assoc Ave Blvd
        Rd Univ Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Cal Calif Fla Pa Va
        Conn Wash Ore Ariz Tenn Minn Mich Wis Tex Okla Ala Ark Colo Kan Ky La Md Mo Mont Nev Penn INC CORP LTD CO voc incl tel Tel
        """,
    "az": "s və.s i.a b.e m mln mlrd trln dol man küç kv",
    "tr": "A.Ş Ltd Şti vb vd yy sf s Inc Co bsk çev haz ed mln mlr mlyr trl cd sk apt bşk md",
    "ru": "гг вв руб долл тыс млн млрд трлн коп чел экз кг км кв куб др пр проч фр англ нем лат рус греч яз ст н.э spp",
    "fa": "",
}
#: Words that are short forms only before a number: *No. 5*, *Art. 3*.
NUMBERED = {"en": "No Art Ch Chap Op Sec Vol Pt Rs ch chap p pp para sec vol", "ru": "ст п"}
#: Words that end a list, and with it the sentence where a capital follows.
LISTED = {"en": "etc", "ru": "т.д т.п др проч", "tr": "vb vs vd", "az": "s və.s"}
#: Words that open sentences, by language.
OPENERS: dict[str, str] = {
    "en": """
        The A An This That These Those He She It They We I You His Her Its Their Our My Your There Here In On At By For From With Without As
        After Before During Since Until While When Where Why What Who Which How If Although Though Because But And Or So Yet However Also
        Meanwhile Moreover Furthermore Therefore Thus Then Now Some Many Most Several Both All Each Every Another Other Such No Not One Two
        According Earlier Later Last Today Yesterday Under Over Is Are Was Were Do Does Did Have Has Had Would Can Could Should
        Nothing Even
        """,
    "ru": """
        В Во На И Но А Он Она Они Оно Это Этот Эта Эти Этого Его Её Ее Их По С Со К Ко У О Об За Из От До При Для Без Над Под Перед Между
        Среди После Через Около Вместе Кроме Как Так Такой Если Когда Где Куда Тогда Там Здесь Тут Теперь Сейчас Затем Потом Также Тоже
        Однако Или Либо Хотя Поэтому Ещё Еще Уже Мы Я Ты Вы Мой Наш Свой Все Всё Весь Что Кто Который Никто Ничего Каждый Несколько
        Некоторые Многие Был Была Было Были Есть Не Ни Да Нет
        """,
    "az": """
        Bu Bunlar Bunun Bunu Bundan Bununla O Onlar Onun Onu Ona Ondan Həmin Biz Siz Mən Sən Öz Hər Bir Bütün Amma Lakin Ancaq Və Ya Həm
        Həmçinin Əgər Çünki Belə Beləliklə Nə Niyə Necə Kim Harada İndi Sonra Əvvəl Artıq Daha Ən Çox Heç
        """,
    "tr": """
        Bu Bunlar Bunun Bunu Bundan O Onlar Onun Onu Ona Ondan Şu Biz Siz Ben Sen Kendi Her Bir Bütün Ama Ancak Fakat Ve Ya Hem Ayrıca Eğer
        Çünkü Böyle Böylece Ne Niçin Neden Nasıl Kim Nerede Şimdi Sonra Önce Artık Daha En Çok Hiç
        """,
    "fa": "وی او همچنین اما",
}
#: Turkish and Azerbaijani numerals, which a stop makes ordinals.
NUMERALS = (
    "bir|iki|üç|dört|dörd|beş|altı|yedi|yeddi|sekiz|səkkiz|dokuz|doqquz|on|yirmi|iyirmi|otuz|kırk|qırx|elli|əlli|altmış|yetmiş|"
    "seksen|səksən|doksan|doxsan|yüz|bin|min"
)


def words(table: dict[str, str], language: str) -> list[str]:
    """The entries of one language, longest first.

    >>> words(TITLES, "fa")
    ['ر.ک', 'نک']
    """
    return sorted(table.get(language, "").split(), key=lambda word: (-len(word), word))
