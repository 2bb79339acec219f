<?php
// Included at the end of a throw-away wiki's LocalSettings.php: makes it read articles as a Wikipedia of the language
// WIKI_LANGUAGE would, as far as the grammar goes. No template is installed.

$wgLanguageCode = getenv( 'WIKI_LANGUAGE' ) ?: 'en';
$wgMetaNamespace = 'Wikipedia';
$wgMainCacheType = CACHE_NONE;
$wgMessageCacheType = CACHE_NONE;
$wgParserCacheType = CACHE_NONE;
$wgEnableMagicLinks = [ 'ISBN' => true, 'PMID' => true, 'RFC' => true ];
// Prefixes of other wikis, a line each in the file WIKI_PREFIXES; those that are language codes link to other editions.
$wgInterwikiScopes = 2;
$wgInterwikiCache = [ '__list:__global' => trim( preg_replace( '/\s+/', ' ', file_get_contents( getenv( 'WIKI_PREFIXES' ) ) ) ) ];
foreach ( explode( ' ', $wgInterwikiCache['__list:__global'] ) as $prefix ) {
	$wgInterwikiCache["__global:$prefix"] = "0 https://$prefix.example/$1";
}
$wgAllowExternalImages = false;
$wgMaxArticleSize = 16384;
$wgMaxPPNodeCount = 100000000;

wfLoadExtension( 'Parsoid', "$IP/vendor/wikimedia/parsoid/extension.json" );
foreach ( [ 'Cite', 'ParserFunctions', 'Poem', 'ImageMap', 'InputBox', 'CategoryTree', 'TemplateData' ] as $extension ) {
	wfLoadExtension( $extension );
}

// Tags of extensions that the package lacks or that need a service: what is in them is not wikitext, and nothing is shown.
$wgHooks['ParserFirstCallInit'][] = static function ( Parser $parser ) {
	$tags = [
		'ce', 'charinsert', 'chem', 'graph', 'hiero', 'mapframe', 'maplink', 'math', 'phonos', 'score', 'section',
		'source', 'syntaxhighlight', 'templatestyles', 'timeline',
	];
	foreach ( $tags as $tag ) {
		$parser->setHook( $tag, static fn () => '' );
	}
};

// Every template is one word: what stands around a call is read as it would be with most templates of a wiki.
// The file TEMPLATE_BODY says otherwise, if it is given.
$body = getenv( 'TEMPLATE_BODY' ) ? file_get_contents( getenv( 'TEMPLATE_BODY' ) ) : 'x';
$wgHooks['BeforeParserFetchTemplateRevisionRecord'][] = static function ( $page, $title, &$skip, &$revision ) use ( $body ) {
	if ( $title->getNamespace() === NS_TEMPLATE ) {
		$revision = new MediaWiki\Revision\MutableRevisionRecord( Title::castFromLinkTarget( $title ) );
		$revision->setContent( MediaWiki\Revision\SlotRecord::MAIN, new WikitextContent( $body ) );
		$revision->setId( 1 );
	}
};
