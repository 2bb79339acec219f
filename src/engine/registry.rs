use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::entry::{Make, NoOptions, RuleEntry};
use super::page::{Page, PageError};
use crate::rules;

/// `"name" => group::module::Type` for each rule whose check is a Rust type, `with options` if it has some, and
/// `"name" => group` for those that their page declares: the page is `rules/<group>/<name>.md`.
macro_rules! registry {
    ($($name:literal => $group:ident $(:: $module:ident :: $check:ident $(with $options:ident)?)?,)*) => {
        /// The text of each page with its name, its group and its check.
        static SOURCES: &[Source] = &[$(Source {
            name: $name,
            group: stringify!($group),
            text: include_str!(concat!("../../rules/", stringify!($group), "/", $name, ".md")),
            make: make!($($group::$module::$check $(, $options)?)?),
        }),*];
    };
}

macro_rules! make {
    () => {
        Make::Declared
    };
    ($group:ident :: $module:ident :: $check:ident) => {
        Make::Coded {
            make: |options| {
                let NoOptions {} = NoOptions::deserialize(options)?;
                Ok(Box::new(rules::$group::$module::$check))
            },
            options: None,
        }
    };
    ($group:ident :: $module:ident :: $check:ident, options) => {
        Make::Coded {
            make: |options| Ok(Box::new(rules::$group::$module::$check::deserialize(options)?)),
            options: Some(|| schemars::schema_for!(rules::$group::$module::$check)),
        }
    };
}

struct Source {
    name: &'static str,
    group: &'static str,
    text: &'static str,
    make: Make,
}

registry! {
    "duration-mismatch" => consistency::duration_mismatch::DurationMismatch,
    "infobox-text-mismatch" => consistency::infobox_text_mismatch::InfoboxTextMismatch,
    "range-reversed" => consistency::range_reversed::RangeReversed,
    "flag-name-mismatch" => consistency::flag_name_mismatch::FlagNameMismatch,
    "list-membership-conflict" => consistency::list_membership_conflict::ListMembershipConflict,
    "stated-count-conflict" => consistency::stated_count_conflict::StatedCountConflict,
    "stated-count-mismatch" => consistency::stated_count_mismatch::StatedCountMismatch,
    "unclosed-template" => syntax::unclosed_template::UnclosedTemplate,
    "unclosed-wikilink" => syntax::unclosed_wikilink::UnclosedWikilink,
    "unclosed-comment" => syntax::unclosed_comment::UnclosedComment,
    "unclosed-extension-tag" => syntax::unclosed_extension_tag::UnclosedExtensionTag,
    "stray-wikilink-close" => syntax::stray_wikilink_close::StrayWikilinkClose,
    "stray-template-close" => syntax::stray_template_close::StrayTemplateClose,
    "unclosed-extlink" => syntax::unclosed_extlink::UnclosedExtlink,
    "unclosed-bold-italic" => syntax::unclosed_bold_italic::UnclosedBoldItalic,
    "unclosed-table" => table::unclosed_table::UnclosedTable,
    "table-markers-inline" => table::table_markers_inline::TableMarkersInline,
    "double-pipe-in-cell" => table::double_pipe_in_cell::DoublePipeInCell,
    "ragged-table" => table::ragged_table::RaggedTable,
    "table-sum-mismatch" => table::table_sum_mismatch::TableSumMismatch,
    "table-percent-sum" => table::table_percent_sum::TablePercentSum,
    "table-cell-empty" => table::table_cell_empty::TableCellEmpty with options,
    "table-header-missing" => table::table_header_missing::TableHeaderMissing,
    "table-caption-missing" => table::table_caption_missing::TableCaptionMissing,
    "table-stray-content" => table::table_stray_content::TableStrayContent,
    "table-stray-transparent" => table::table_stray_transparent::TableStrayTransparent,
    "pipe-in-cell" => table::pipe_in_cell::PipeInCell,
    "html-table" => table::html_table::HtmlTable,
    "table-in-list" => table::table_in_list::TableInList,
    "table-too-wide" => table::table_too_wide::TableTooWide with options,
    "table-class-old" => table::table_class_old::TableClassOld,
    "table-row-empty" => table::table_row_empty::TableRowEmpty,
    "table-row-duplicate" => table::table_row_duplicate::TableRowDuplicate,
    "table-column-type" => table::table_column_type::TableColumnType with options,
    "number-format-mixed" => table::number_format_mixed::NumberFormatMixed,
    "unit-mixed" => table::unit_mixed::UnitMixed,
    "table-sort-key-mismatch" => table::table_sort_key_mismatch::TableSortKeyMismatch,
    "table-rank-gap" => table::table_rank_gap::TableRankGap,
    "table-order" => table::table_order::TableOrder,
    "dead-link-tagged" => link::dead_link_tagged::DeadLinkTagged,
    "dead-link" => link::dead_link::DeadLink,
    "archive-missing" => link::archive_missing::ArchiveMissing,
    "link-soft-404" => link::link_soft_404::LinkSoft404,
    "invalid-url" => link::invalid_url::InvalidUrl with options,
    "invalid-wikilink" => link::invalid_wikilink::InvalidWikilink,
    "extlink-double-brackets" => link::extlink_double_brackets::ExtlinkDoubleBrackets,
    "extlink-pipe" => link::extlink_pipe::ExtlinkPipe,
    "link-double-pipe" => link::link_double_pipe::LinkDoublePipe,
    "link-equals-text" => link::link_equals_text::LinkEqualsText,
    "link-percent-encoded" => link::link_percent_encoded::LinkPercentEncoded,
    "self-link" => link::self_link::SelfLink,
    "url-double-protocol" => link::url_double_protocol::UrlDoubleProtocol,
    "url-tracking-params" => link::url_tracking_params::UrlTrackingParams with options,
    "internal-link-as-external" => link::internal_link_as_external::InternalLinkAsExternal,
    "interwiki-as-external" => link::interwiki_as_external::InterwikiAsExternal,
    "link-in-extlink" => link::link_in_extlink::LinkInExtlink,
    "file-in-extlink" => link::file_in_extlink::FileInExtlink,
    "extlink-inner-bracket" => link::extlink_inner_bracket::ExtlinkInnerBracket,
    "extlink-dash" => link::extlink_dash::ExtlinkDash,
    "url-no-protocol" => link::url_no_protocol::UrlNoProtocol,
    "lonely-url-scheme" => link::lonely_url_scheme::LonelyUrlScheme,
    "url-host-gone" => link::url_host_gone::UrlHostGone,
    "url-shortener" => link::url_shortener::UrlShortener,
    "url-redirector" => link::url_redirector::UrlRedirector,
    "url-search-results" => link::url_search_results::UrlSearchResults,
    "url-double-host" => link::url_double_host::UrlDoubleHost,
    "url-proxy-host" => link::url_proxy_host::UrlProxyHost,
    "url-not-public" => link::url_not_public::UrlNotPublic,
    "url-session-id" => link::url_session_id::UrlSessionId,
    "archive-url-short-form" => link::archive_url_short_form::ArchiveUrlShortForm,
    "dead-link-misplaced" => link::dead_link_misplaced::DeadLinkMisplaced,
    "dead-link-undated" => link::dead_link_undated::DeadLinkUndated,
    "dead-link-with-archive" => link::dead_link_with_archive::DeadLinkWithArchive,
    "extlink-in-body" => link::extlink_in_body::ExtlinkInBody,
    "extlink-linebreak" => link::extlink_linebreak::ExtlinkLinebreak,
    "extlink-no-title" => link::extlink_no_title::ExtlinkNoTitle,
    "extlink-not-bulleted" => link::extlink_not_bulleted::ExtlinkNotBulleted,
    "extlink-space-missing" => link::extlink_space_missing::ExtlinkSpaceMissing,
    "url-fullwidth-punctuation" => link::url_fullwidth_punctuation::UrlFullwidthPunctuation,
    "url-http-upgrade" => link::url_http_upgrade::UrlHttpUpgrade,
    "bare-url-ref" => reference::bare_url_ref::BareUrlRef,
    "ref-name-conflict" => reference::ref_name_conflict::RefNameConflict,
    "ref-undefined-name" => reference::ref_undefined_name::RefUndefinedName,
    "unclosed-ref" => reference::unclosed_ref::UnclosedRef,
    "missing-reflist" => reference::missing_reflist::MissingReflist,
    "multiple-reflists" => reference::multiple_reflists::MultipleReflists,
    "punctuation-doubled-at-ref" => reference::punctuation_doubled_at_ref::PunctuationDoubledAtRef,
    "ref-after-punctuation" => reference::ref_after_punctuation::RefAfterPunctuation,
    "ref-bad-quotes" => reference::ref_bad_quotes::RefBadQuotes,
    "ref-before-punctuation" => reference::ref_before_punctuation::RefBeforePunctuation,
    "ref-condensable" => reference::ref_condensable::RefCondensable,
    "ref-defined-unused" => reference::ref_defined_unused::RefDefinedUnused,
    "ref-duplicate-content" => reference::ref_duplicate_content::RefDuplicateContent,
    "ref-empty" => reference::ref_empty::RefEmpty,
    "ref-same-content-two-names" => reference::ref_same_content_two_names::RefSameContentTwoNames,
    "sfn-multiple-target" => reference::sfn_multiple_target::SfnMultipleTarget,
    "sfn-no-target" => reference::sfn_no_target::SfnNoTarget,
    "ref-repeated-adjacent" => reference::ref_repeated_adjacent::RefRepeatedAdjacent,
    "cite-tag-in-ref" => reference::cite_tag_in_ref::CiteTagInRef,
    "cite-access-date-without-url" => citation::cite_access_date_without_url::CiteAccessDateWithoutUrl,
    "archive-of-live-as-url" => citation::archive_of_live_as_url::ArchiveOfLiveAsUrl,
    "cite-duplicate-work" => citation::cite_duplicate_work::CiteDuplicateWork,
    "url-duplicate-conflict" => citation::url_duplicate_conflict::UrlDuplicateConflict,
    "cite-work-domain-mismatch" => citation::cite_work_domain_mismatch::CiteWorkDomainMismatch,
    "cite-archive-url-malformed" => citation::cite_archive_url_malformed::CiteArchiveUrlMalformed,
    "cite-archive-url-mismatch" => citation::cite_archive_url_mismatch::CiteArchiveUrlMismatch,
    "cite-archive-without-url" => citation::cite_archive_without_url::CiteArchiveWithoutUrl,
    "cite-volume-equals-issue" => citation::cite_volume_equals_issue::CiteVolumeEqualsIssue,
    "cite-access-without-param" => citation::cite_access_without_param::CiteAccessWithoutParam,
    "cite-archive-date-mismatch" => citation::cite_archive_date_mismatch::CiteArchiveDateMismatch,
    "cite-archive-date-without-archive-url" => citation,
    "cite-archive-without-date" => citation::cite_archive_without_date::CiteArchiveWithoutDate,
    "cite-contributor-incomplete" => citation::cite_contributor_incomplete::CiteContributorIncomplete,
    "cite-deprecated-param" => citation::cite_deprecated_param::CiteDeprecatedParam with options,
    "cite-empty" => citation::cite_empty::CiteEmpty,
    "cite-field-ignored" => citation::cite_field_ignored::CiteFieldIgnored,
    "cite-format-without-url" => citation::cite_format_without_url::CiteFormatWithoutUrl,
    "cite-invalid-value" => citation::cite_invalid_value::CiteInvalidValue,
    "cite-missing-identifier" => citation::cite_missing_identifier::CiteMissingIdentifier,
    "cite-missing-name" => citation::cite_missing_name::CiteMissingName,
    "cite-missing-periodical" => citation::cite_missing_periodical::CiteMissingPeriodical,
    "cite-missing-pipe" => citation::cite_missing_pipe::CiteMissingPipe,
    "cite-missing-publisher" => citation::cite_missing_publisher::CiteMissingPublisher,
    "cite-missing-title" => citation::cite_missing_title::CiteMissingTitle,
    "cite-missing-url" => citation::cite_missing_url::CiteMissingUrl,
    "cite-others-without-author" => citation::cite_others_without_author::CiteOthersWithoutAuthor,
    "cite-page-range-dash" => citation::cite_page_range_dash::CitePageRangeDash,
    "cite-pages-extra-text" => citation::cite_pages_extra_text::CitePagesExtraText,
    "cite-bad-link-param" => citation::cite_bad_link_param::CiteBadLinkParam,
    "cite-dead-link-in-field" => citation::cite_dead_link_in_field::CiteDeadLinkInField,
    "cite-et-al" => citation::cite_et_al::CiteEtAl,
    "cite-extlink-in-param" => citation::cite_extlink_in_param::CiteExtlinkInParam,
    "cite-extra-punctuation" => citation::cite_extra_punctuation::CiteExtraPunctuation,
    "cite-generic-name" => citation::cite_generic_name::CiteGenericName,
    "cite-invisible-char" => citation::cite_invisible_char::CiteInvisibleChar,
    "cite-location-in-publisher" => citation::cite_location_in_publisher::CiteLocationInPublisher,
    "cite-markup-in-param" => citation::cite_markup_in_param::CiteMarkupInParam,
    "cite-multiple-names" => citation::cite_multiple_names::CiteMultipleNames,
    "cite-name-all-caps" => citation::cite_name_all_caps::CiteNameAllCaps,
    "cite-newline-in-value" => citation::cite_newline_in_value::CiteNewlineInValue,
    "cite-numeric-name" => citation::cite_numeric_name::CiteNumericName,
    "cite-page-range-reversed" => citation::cite_page_range_reversed::CitePageRangeReversed,
    "cite-page-vs-pages" => citation::cite_page_vs_pages::CitePageVsPages,
    "cite-postscript" => citation::cite_postscript::CitePostscript,
    "cite-title-quotes" => citation::cite_title_quotes::CiteTitleQuotes,
    "cite-title-trailing-site" => citation::cite_title_trailing_site::CiteTitleTrailingSite,
    "cite-url-wikilink-conflict" => citation::cite_url_wikilink_conflict::CiteUrlWikilinkConflict,
    "cite-vancouver" => citation::cite_vancouver::CiteVancouver,
    "cite-volume-issue-extra-text" => citation::cite_volume_issue_extra_text::CiteVolumeIssueExtraText,
    "cite-param-case" => citation::cite_param_case::CiteParamCase,
    "cite-redundant-param" => citation::cite_redundant_param::CiteRedundantParam,
    "cite-script-title-invalid" => citation::cite_script_title_invalid::CiteScriptTitleInvalid,
    "cite-trans-title-orphan" => citation::cite_trans_title_orphan::CiteTransTitleOrphan,
    "cite-unknown-param" => citation::cite_unknown_param::CiteUnknownParam with options,
    "cite-publisher-is-work" => citation::cite_publisher_is_work::CitePublisherIsWork,
    "cite-wrong-type" => citation::cite_wrong_type::CiteWrongType,
    "cite-unknown-language" => citation::cite_unknown_language::CiteUnknownLanguage,
    "cite-unnamed-text" => citation::cite_unnamed_text::CiteUnnamedText,
    "cite-url-status" => citation::cite_url_status::CiteUrlStatus,
    "cite-url-without-title" => citation::cite_url_without_title::CiteUrlWithoutTitle,
    "arxiv-invalid" => citation::arxiv_invalid::ArxivInvalid,
    "asin-invalid" => citation::asin_invalid::AsinInvalid,
    "bibcode-invalid" => citation::bibcode_invalid::BibcodeInvalid,
    "doi-free-unflagged" => citation::doi_free_unflagged::DoiFreeUnflagged,
    "doi-inactive" => citation::doi_inactive::DoiInactive,
    "id-error-muted" => citation::id_error_muted::IdErrorMuted,
    "isbn-hyphenation" => citation::isbn_hyphenation::IsbnHyphenation,
    "isbn-syntax" => citation,
    "isbn-unassigned-range" => citation::isbn_unassigned_range::IsbnUnassignedRange,
    "library-id-invalid" => citation::library_id_invalid::LibraryIdInvalid,
    "math-review-id-invalid" => citation::math_review_id_invalid::MathReviewIdInvalid,
    "pmc-embargo" => citation::pmc_embargo::PmcEmbargo,
    "pmc-invalid" => citation::pmc_invalid::PmcInvalid,
    "preprint-id-invalid" => citation::preprint_id_invalid::PreprintIdInvalid,
    "rfc-usenet-id-invalid" => citation::rfc_usenet_id_invalid::RfcUsenetIdInvalid,
    "isbn-invalid" => citation::isbn_invalid::IsbnInvalid,
    "lonely-magic-word" => citation::lonely_magic_word::LonelyMagicWord,
    "plain-identifier-in-ref" => citation::plain_identifier_in_ref::PlainIdentifierInRef,
    "issn-invalid" => citation::issn_invalid::IssnInvalid,
    "doi-invalid" => citation::doi_invalid::DoiInvalid,
    "pmid-invalid" => citation::pmid_invalid::PmidInvalid,
    "cite-generic-title" => citation::cite_generic_title::CiteGenericTitle,
    "cite-edition-extra-text" => citation::cite_edition_extra_text::CiteEditionExtraText,
    "heading-colon" => structure,
    "heading-duplicate" => structure,
    "section-empty" => structure,
    "dash-entity" => text,
    "magic-link-isbn" => link::magic_link_isbn::MagicLinkIsbn,
    "magic-link-pmid" => link::magic_link_pmid::MagicLinkPmid,
    "magic-link-rfc" => link::magic_link_rfc::MagicLinkRfc,
    "date-declared-format" => date::date_declared_format::DateDeclaredFormat with options,
    "date-impossible" => date::date_impossible::DateImpossible,
    "age-mismatch" => date::age_mismatch::AgeMismatch,
    "date-access-out-of-range" => date::date_access_out_of_range::DateAccessOutOfRange,
    "date-column-mixed" => date::date_column_mixed::DateColumnMixed,
    "date-future" => date::date_future::DateFuture,
    "date-order" => date::date_order::DateOrder,
    "year-range-order" => date::year_range_order::YearRangeOrder,
    "cite-date-url-mismatch" => citation::cite_date_url_mismatch::CiteDateUrlMismatch,
    "isbn-date-mismatch" => citation::isbn_date_mismatch::IsbnDateMismatch,
    "date-template-args" => date::date_template_args::DateTemplateArgs,
    "category-duplicate" => structure::category_duplicate::CategoryDuplicate,
    "category-spaces" => structure::category_spaces::CategorySpaces,
    "heading-bold" => structure::heading_bold::HeadingBold,
    "heading-empty" => structure::heading_empty::HeadingEmpty,
    "heading-level-one" => structure::heading_level_one::HeadingLevelOne,
    "heading-level-skip" => structure::heading_level_skip::HeadingLevelSkip,
    "heading-no-level-two" => structure::heading_no_level_two::HeadingNoLevelTwo,
    "heading-spacing" => structure::heading_spacing::HeadingSpacing with options,
    "heading-unbalanced" => structure::heading_unbalanced::HeadingUnbalanced,
    "date-comma" => date::date_comma::DateComma,
    "date-leading-zero" => date::date_leading_zero::DateLeadingZero,
    "date-month-name-foreign" => date::date_month_name_foreign::DateMonthNameForeign,
    "date-ordinal" => date::date_ordinal::DateOrdinal,
    "date-range-dash" => date::date_range_dash::DateRangeDash,
    "date-separator" => date::date_separator::DateSeparator,
    "birth-date-plain" => date::birth_date_plain::BirthDatePlain,
    "born-died-notation" => date::born_died_notation::BornDiedNotation,
    "date-ambiguous" => date::date_ambiguous::DateAmbiguous,
    "date-invalid" => date::date_invalid::DateInvalid,
    "date-refused-form" => date::date_refused_form::DateRefusedForm,
    "date-with-time" => date::date_with_time::DateWithTime,
    "date-and-year-both" => date::date_and_year_both::DateAndYearBoth,
    "date-split-access-fields" => date::date_split_access_fields::DateSplitAccessFields,
    "date-format-mixed" => date::date_format_mixed::DateFormatMixed,
    "date-language-specific" => date::date_language_specific::DateLanguageSpecific,
    "date-of-year" => date::date_of_year::DateOfYear,
    "ordinal-in-sup" => date::ordinal_in_sup::OrdinalInSup,
    "template-duplicate-arg" => template::template_duplicate_arg::TemplateDuplicateArg with options,
    "mojibake" => text::mojibake::Mojibake,
    "control-character" => text::control_character::ControlCharacter,
    "bidi-reordered" => text::bidi_reordered::BidiReordered,
    "bidi-unbalanced" => text::bidi_unbalanced::BidiUnbalanced,
    "hidden-text" => text::hidden_text::HiddenText,
    "invisible-in-name" => text::invisible_in_name::InvisibleInName,
    "replacement-character" => text::replacement_character::ReplacementCharacter,
    "dash-misuse" => text::dash_misuse::DashMisuse,
    "lonely-apostrophe" => text::lonely_apostrophe::LonelyApostrophe,
    "name-pair-hyphen" => text::name_pair_hyphen::NamePairHyphen,
    "number-range-hyphen" => text::number_range_hyphen::NumberRangeHyphen,
    "lost-letters" => text::lost_letters::LostLetters,
    "file-encoding" => text::file_encoding::FileEncoding,
    "unmatched-bracket" => text::unmatched_bracket::UnmatchedBracket,
    "lonely-single-bracket" => text::lonely_single_bracket::LonelySingleBracket,
    "unmatched-quotation-mark" => text::unmatched_quotation_mark::UnmatchedQuotationMark,
    "quote-pair-mismatched" => text::quote_pair_mismatched::QuotePairMismatched,
    "quote-style-mixed" => text::quote_style_mixed::QuoteStyleMixed with options,
    "homoglyph" => text::homoglyph::Homoglyph with options,
    "arabic-letter-form" => text::arabic_letter_form::ArabicLetterForm,
    "cedilla-for-comma" => text::cedilla_for_comma::CedillaForComma,
    "roman-numeral-homoglyph" => text::roman_numeral_homoglyph::RomanNumeralHomoglyph,
    "look-alike-name" => text::look_alike_name::LookAlikeName,
    "homoglyph-in-name" => text::homoglyph_in_name::HomoglyphInName,
    "dagger-entity" => text,
    "html-entity-double-escaped" => text::html_entity_double_escaped::HtmlEntityDoubleEscaped,
    "html-entity-invalid" => text::html_entity_invalid::HtmlEntityInvalid,
    "html-entity-named" => text::html_entity_needless::HtmlEntityNamed,
    "html-entity-numeric" => text::html_entity_needless::HtmlEntityNumeric,
    "html-entity-unknown" => text::html_entity_unknown::HtmlEntityUnknown,
    "nbsp-unnecessary" => text::nbsp_unnecessary::NbspUnnecessary,
    "unusual-space" => text::unusual_space::UnusualSpace,
    "heading-trailing-whitespace" => structure::heading_trailing_whitespace::HeadingTrailingWhitespace,
    "link-nbsp" => link::link_nbsp::LinkNbsp,
    "html-entity-no-semicolon" => text::html_entity_no_semicolon::HtmlEntityNoSemicolon,
    "generated-text-residue" => text::generated_text_residue::GeneratedTextResidue,
    "placeholder-text" => text::placeholder_text::PlaceholderText,
    "empty-formatting-line" => syntax::empty_formatting_line::EmptyFormattingLine,
    "foreign-markup" => syntax::foreign_markup::ForeignMarkup,
    "nowiki-after-link" => syntax::nowiki_after_link::NowikiAfterLink,
    "nowiki-between-quotes" => syntax::nowiki_between_quotes::NowikiBetweenQuotes,
    "nowiki-consecutive" => syntax::nowiki_consecutive::NowikiConsecutive,
    "nowiki-in-gallery" => syntax::nowiki_in_gallery::NowikiInGallery,
    "nowiki-in-text" => syntax::nowiki_in_text::NowikiInText,
    "signature-in-article" => metadata::signature_in_article::SignatureInArticle,
    "base64-image" => media::base64_image::Base64Image,
    "pasted-html" => html::pasted_html::PastedHtml,
    "span-useless" => html::span_useless::SpanUseless,
    "rendered-reference-number" => reference::rendered_reference_number::RenderedReferenceNumber,
    "rendered-page-residue" => text::rendered_page_residue::RenderedPageResidue,
    "weird-character" => text::weird_character::WeirdCharacter,
    "markdown-residue" => syntax::markdown_residue::MarkdownResidue,
    "merge-conflict-marker" => syntax::merge_conflict_marker::MergeConflictMarker,
    "not-nfc" => text::not_nfc::NotNfc,
    "compatibility-form" => text::compatibility_form::CompatibilityForm,
    "space-missing-after-comma" => text::space_missing_after_comma::SpaceMissingAfterComma with options,
    "space-missing-after-full-stop" => text::space_missing_after_full_stop::SpaceMissingAfterFullStop with options,
    "space-before-punctuation" => text::space_before_punctuation::SpaceBeforePunctuation,
    "space-inside-brackets" => text::space_inside_brackets::SpaceInsideBrackets,
    "space-before-percent" => text::space_before_percent::SpaceBeforePercent,
    "word-repeated" => text::word_repeated::WordRepeated with options,
    "punctuation-doubled" => text::punctuation_doubled::PunctuationDoubled,
    "temperature-symbol" => text::temperature_symbol::TemperatureSymbol,
    "ascii-arrow" => text::ascii_arrow::AsciiArrow,
    "link-family-inconsistent" => link::link_family_inconsistent::LinkFamilyInconsistent with options,
    "extract-boilerplate" => extract::extract_boilerplate::ExtractBoilerplate,
    "extract-brackets-empty" => extract::extract_brackets_empty::ExtractBracketsEmpty,
    "extract-list-lost" => extract::extract_list_lost::ExtractListLost,
    "extract-reference-lost" => extract::extract_reference_lost::ExtractReferenceLost,
    "extract-section-empty" => extract::extract_section_empty::ExtractSectionEmpty,
    "extract-sentence-cut" => extract::extract_sentence_cut::ExtractSentenceCut,
    "extract-value-lost" => extract::extract_value_lost::ExtractValueLost,
    "extract-markup-left" => extract::extract_markup_left::ExtractMarkupLeft,
    "br-malformed" => html::br_malformed::BrMalformed,
    "self-closed-tag" => html::self_closed_tag::SelfClosedTag,
    "stray-closing-tag" => html::stray_closing_tag::StrayClosingTag,
    "obsolete-tag" => html::obsolete_tag::ObsoleteTag with options,
    "suppression-malformed" => meta::suppression_malformed::SuppressionMalformed,
    "suppression-unbalanced" => meta::suppression_unbalanced::SuppressionUnbalanced,
    "suppression-unknown-rule" => meta::suppression_unknown_rule::SuppressionUnknownRule,
    "suppression-unused" => meta::suppression_unused::SuppressionUnused,
    "unclosed-html-tag" => html::unclosed_html_tag::UnclosedHtmlTag,
}

/// The rules that a run knows: the built-in ones, and those that a user brings.
pub struct Registry {
    rules: Vec<RuleEntry>,
    by_name: HashMap<&'static str, usize>,
}

impl Registry {
    /// The rules of wikivet itself. A page that cannot be read is left out; a test reads each.
    pub fn built_in() -> &'static Registry {
        static BUILT_IN: LazyLock<Registry> = LazyLock::new(|| Registry::of(built_in().collect()));
        &BUILT_IN
    }

    /// The rules of wikivet and those of a user, whose pages declare their checks.
    ///
    /// # Errors
    ///
    /// When a page has the name of another one, absorbs a rule that there is not, or declares no check or one that
    /// cannot be made: each page that is wrong, with its place in `own`.
    pub fn extended(own: Vec<Page>) -> Result<Registry, Vec<(usize, PageError)>> {
        let mut registry = Registry::of(built_in().collect());
        let mut errors = Vec::new();
        for (index, page) in own.into_iter().enumerate() {
            match registry.fault(&page) {
                Some(error) => errors.push((index, error)),
                None => registry.add(RuleEntry { page, make: Make::Declared }),
            }
        }
        if errors.is_empty() { Ok(registry) } else { Err(errors) }
    }

    fn add(&mut self, entry: RuleEntry) {
        self.by_name.insert(entry.page.name, self.rules.len());
        self.rules.push(entry);
    }

    /// Why a page of a user cannot be added.
    fn fault(&self, page: &Page) -> Option<PageError> {
        let error = |span: Range<usize>, message: String, note: Option<String>| {
            Some(PageError { page: page.name.to_owned(), span, message, note })
        };
        if self.rule(page.name).is_some() {
            return error(
                0..0,
                format!("there is a rule `{}` already", page.name),
                Some("give it another name".to_owned()),
            );
        }
        match page.compile() {
            None => error(
                0..0,
                "the page has no `[check]`, and a rule of your own has no other check".to_owned(),
                None,
            ),
            Some(Err(fault)) => error(fault.span.unwrap_or(0..0), fault.message, fault.note),
            Some(Ok(_)) => None,
        }
    }

    fn of(rules: Vec<RuleEntry>) -> Registry {
        let by_name = rules.iter().enumerate().map(|(index, entry)| (entry.page.name, index)).collect();
        Registry { rules, by_name }
    }

    /// All rules, by group in the order in which they are registered.
    pub fn rules(&self) -> &[RuleEntry] {
        &self.rules
    }

    /// The pages of all rules.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.rules.iter().map(|entry| &entry.page)
    }

    /// The rule of a name.
    pub fn rule(&self, name: &str) -> Option<&RuleEntry> {
        self.by_name.get(name).and_then(|&index| self.rules.get(index))
    }

    /// The page of the rule of a name.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.rule(name).map(|entry| &entry.page)
    }
}

fn built_in() -> impl Iterator<Item = RuleEntry> {
    SOURCES.iter().filter_map(|source| {
        let page = Page::parse(source.name, source.group, source.text).ok()?;
        Some(RuleEntry { page, make: source.make })
    })
}

/// What is wrong with the pages that are built in; empty in every released version.
pub fn page_errors() -> Vec<PageError> {
    SOURCES.iter().filter_map(|source| Page::parse(source.name, source.group, source.text).err()).collect()
}
