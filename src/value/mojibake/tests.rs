use proptest::prelude::*;

use super::*;

fn found(text: &str) -> Vec<Damage<'static>> {
    find_damage(text, Encodings::known())
}

fn one(text: &str) -> (String, String, Vec<&'static str>, bool) {
    let mut all = found(text);
    assert_eq!(all.len(), 1, "{all:?}");
    let damage = all.remove(0);
    (text[damage.span.range()].to_owned(), damage.repaired, damage.chain, damage.certain)
}

#[test]
fn a_dash_of_three_bytes_is_unmistakable() {
    assert_eq!(one("Azerbaijanâ€“Israel"), ("â€“".into(), "–".into(), vec!["Windows-1252"], true));
}

#[test]
fn a_letter_of_two_bytes_is_suggested() {
    assert_eq!(one("CafÃ© au lait"), ("Ã©".into(), "é".into(), vec!["Windows-1252"], false));
}

#[test]
fn words_of_another_script_are_one_run() {
    let text = "ÐœÐ¾ÑÐºÐ²Ð° Ð¸ ÐšÐ¸ÐµÐ²".replace("ÑÐ", "Ñ\u{81}Ð");
    assert_eq!(one(&text), (text.clone(), "Москва и Киев".into(), vec!["Windows-1252"], true));
}

#[test]
fn every_layer_is_undone_and_named() {
    let (_, repaired, chain, certain) = one("doesnÃ¢â‚¬â„¢t");
    assert_eq!((repaired.as_str(), chain.as_slice(), certain), ("’", ["Windows-1252"; 2].as_slice(), true));
}

#[test]
fn other_encodings_are_named() {
    for (text, repaired, encoding) in [
        ("2 вЂ“ Broadcast", "–", "Windows-1251"),
        ("lƒìdz", "ē", "Mac Roman"),
        ("─îe┼ítina", "Č", "CP437"),
        ("AmĂ©rica", "é", "Windows-1250"),
        ("HipГіlito", "ó", "Windows-1251"),
        ("2001ΓÇô2002", "–", "CP437"),
        ("ĂŽle", "Î", "Windows-1250"),
        ("plus Î±-helix", "α", "Windows-1252"),
    ] {
        let damage = &found(text)[0];
        assert_eq!(
            (damage.repaired.as_str(), damage.chain.as_slice()),
            (repaired, [encoding].as_slice()),
            "{text}"
        );
    }
}

#[test]
fn a_lost_byte_leaves_a_mark_and_is_never_certain() {
    let (_, repaired, _, certain) = one("a â€� b");
    assert_eq!((repaired.as_str(), certain), ("\u{FFFD}", false));
}

#[test]
fn sound_text_is_left_alone() {
    for text in [
        "É…",
        "SÃO PAULO",
        "IRMÃ™",
        "NESTLÉ®",
        "à « Paris »",
        "Âššina",
        "4288×…",
        "km²",
        "кордонів…»",
        "Він і Мій",
        "хвороб",
        "Δημοκρατία της",
        "Gruß an alle",
        "“é”",
        "« Ä »",
        "μm, Aβ, ∆°",
        "日本…」",
        "┌─┐",
        "ÀÁÂÃÄÅ",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_pair_alone_proves_nothing_beside_sound_letters() {
    assert_eq!(found("Straße – DrÃ¥ber"), []);
    assert_eq!(found("Straße –\nDrÃ¥ber").len(), 1);
}

#[test]
fn garble_that_stays_garble_is_left_alone() {
    assert_eq!(found("ã†â€™ã¢‚¬â€œ‡¬"), []);
}

#[test]
fn damage_without_an_end_is_found() {
    let text = "Ã".repeat(200_000) + &"Ã©".repeat(100_000);
    assert!(!found(&text).is_empty());
}

/// Characters of one encoding's sequences, and of the text around them.
fn characters() -> impl Strategy<Value = String> {
    let encodings = Encodings::known();
    let of_encodings: Vec<char> = ('\u{80}'..='\u{2600}')
        .filter(|&c| encodings.roles(c).lead | encodings.roles(c).continuation != 0)
        .collect();
    let frequent: Vec<char> = "ÃÂâÅРСгвaAz  ,.?€œ™\u{FFFD}бВёі»—Γ\n".chars().collect();
    let one = prop_oneof![proptest::sample::select(of_encodings), proptest::sample::select(frequent)];
    proptest::collection::vec(one, 0..12).prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_passed_as_sound_has_no_proven_run(text in characters()) {
        let encodings = Encodings::known();
        if !proven_runs(&text, encodings).is_empty() {
            prop_assert!(suspect::may_be_damaged(&text, &BlockKinds::of(&text), encodings));
        }
    }
}

#[test]
fn a_short_text_of_another_encoding_is_likely_and_needs_a_line_of_its_own() {
    let encodings = Encodings::known();
    let damages = find_damage("* Ïðèâåò\n", encodings);
    let [damage] = damages.as_slice() else { panic!("{damages:?}") };
    assert_eq!((damage.repaired.as_str(), damage.written, damage.certain), ("Привет", "Windows-1251", false));
    assert_eq!(find_damage("He said Ïðèâåò to her.", encodings), []);
}

#[test]
fn a_list_of_letters_is_no_text_of_another_encoding() {
    for list in ["ÀÁÂÃÄÅ, àâäæçéèêë, áéíóú", "ÄÖÜäöü"] {
        assert_eq!(find_damage(list, Encodings::known()), []);
    }
}
