//! Definitions in other languages than English.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;

use judged::{described, judged};
use serde_json::json;
use toolward::classify::{Category, Verdict};

const LEXICON: &str = include_str!("../catalog/lexicon.toml");

/// A word that English has too, or that another entry has taken, doesn't get here.
#[test]
fn every_verb_heads_a_name() {
    let lexicon: toml::Table = LEXICON.parse().unwrap();
    let verbs = lexicon["abroad"]["verbs"].as_table().unwrap();
    let mut failures = Vec::new();
    for (verb, words) in verbs {
        for word in words.as_str().unwrap().split_whitespace() {
            let verdict = judged(json!({"name": format!("{word}_x"), "description": ""}));
            if !heads(&verdict, verb, word) {
                failures.push(format!("{word} is not {verb}: {:?}", verdict.evidence));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn heads(verdict: &Verdict, verb: &str, word: &str) -> bool {
    let (verb, sense) = (format!("verb/{verb}"), "sense/");
    verdict
        .evidence
        .iter()
        .any(|e| e.quote == word && (e.rule == verb || e.rule.starts_with(sense)))
}

#[test]
fn sentences_are_read() {
    for (text, category) in [
        ("Elimina un cliente de forma permanente", Category::Destructive),
        ("Esta herramienta permite eliminar un cliente", Category::Destructive),
        ("Cria uma cobrança com QR code", Category::Financial),
        ("Consulta o saldo da conta", Category::Read),
        ("Supprime un fichier du dépôt", Category::Destructive),
        ("Obtiene los pedidos y elimina los antiguos", Category::Destructive),
        ("获取订单，然后删除", Category::Destructive),
        ("Envoie un courriel à un client", Category::Execute),
        ("Löscht einen Beleg unwiderruflich", Category::Destructive),
        ("Durchsucht alle Belege nach Lieferant", Category::Read),
        ("Überweist einen Betrag", Category::Financial),
        ("Удаляет запись из таблицы", Category::Destructive),
        ("Создает новую задачу", Category::Write),
        ("查询指定城市的实时天气", Category::Read),
        ("根据编号删除用户", Category::Destructive),
        ("创建、更新或删除任务", Category::Destructive),
        ("获取已删除的文件列表", Category::Read),
        ("发送消息到群聊。成功后返回编号", Category::Execute),
        ("ファイルを削除します", Category::Destructive),
        ("検索結果の一覧を取得します", Category::Read),
        ("削除されたファイルを検索します", Category::Read),
        ("파일을 삭제합니다", Category::Destructive),
        ("일정 목록을 조회합니다", Category::Read),
        ("Seçilen kayıtları tablodan siler", Category::Destructive),
        ("Bir klasördeki notları listeler (en çok 50)", Category::Read),
        ("Yeni bir not ekler", Category::Write),
        ("Usuwa klienta z bazy", Category::Destructive),
        ("Wyszukuje połączenia między miastami", Category::Read),
        ("Wystawia fakturę klientowi", Category::Financial),
        ("Перезагрузить сервер", Category::Execute),
        ("Считает среднюю цену по городу", Category::Read),
        ("Manda un mensaje al vendedor", Category::Execute),
        ("Cadastra um novo fornecedor", Category::Write),
        ("Cherche un mot dans un dossier", Category::Read),
        ("国語辞典で単語を調べます", Category::Read),
    ] {
        let verdict = judged(described(text));
        assert_eq!(verdict.category, category, "{text}: {:?}", verdict.evidence);
    }
}

#[test]
fn names_join_verbs_in_other_languages_too() {
    for name in ["leer_y_borrar", "lire_et_supprimer", "lesen_und_löschen", "取得と削除"] {
        let verdict = judged(json!({"name": name, "description": ""}));
        assert_eq!(verdict.category, Category::Destructive, "{name}: {:?}", verdict.evidence);
    }
    let state = judged(json!({"name": "支付状态", "description": ""}));
    assert_eq!(state.category, Category::Read);
}

#[test]
fn a_noun_abroad_decides_the_sense() {
    let text = "Schaltet eine Lampe ein oder aus";
    let verdict = judged(json!({"name": "lampe_schalten", "description": text}));
    assert_eq!(verdict.category, Category::Execute, "{:?}", verdict.evidence);
}

#[test]
fn what_no_language_explains_is_left_to_a_person() {
    for text in ["Pêşniyar dike", "אין מידע", "ดึงข้อมูล"] {
        let verdict = judged(described(text));
        assert!(verdict.needs_review && verdict.category == Category::Write, "{text}");
    }
}

#[test]
fn quotes_stand_on_whole_characters() {
    let text = "用于删除PDF文件";
    let verdict = judged(described(text));
    let quoted = verdict.evidence.iter().find(|e| e.quote == "删除").unwrap();
    assert_eq!(&text[quoted.start..quoted.end], "删除");
}
