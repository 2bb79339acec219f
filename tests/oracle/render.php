<?php
// render.php LIST: what MediaWiki makes of wikitext files, without HTTP.
//
// LIST has two tab-separated paths a line: a wikitext file, and where the JSON with its two readings goes:
// `html`, Parsoid's page with the source ranges in bytes, and `tree`, the preprocessor's XML of the whole text.
// Environment: MW_INSTALL_PATH, MW_CONFIG_FILE, and what settings.php asks for.

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\MutableRevisionRecord;
use MediaWiki\Revision\SlotRecord;
use Wikimedia\Parsoid\Parsoid;

class RenderOutlines extends Maintenance {
	/** The extension tags whose content MediaWiki gives to its preprocessor. */
	private const WIKITEXT_TAGS = [ 'ref', 'references', 'poem', 'gallery', 'indicator' ];

	public function __construct() {
		parent::__construct();
		$this->addArg( 'list', 'pairs of paths' );
	}

	public function memoryLimit() {
		return '6G';
	}

	public function execute() {
		$services = MediaWikiServices::getInstance();
		$parsoid = new Parsoid( $services->getParsoidSiteConfig(), $services->getParsoidDataAccess() );
		$pages = $services->getParsoidPageConfigFactory();
		$parser = $services->getParserFactory()->create();
		$title = Title::newFromText( 'Article' );
		$parser->startExternalParse( $title, ParserOptions::newFromAnon(), Parser::OT_PREPROCESS );
		foreach ( file( $this->getArg( 0 ), FILE_IGNORE_NEW_LINES ) as $pair ) {
			[ $source, $target ] = explode( "\t", $pair );
			$text = str_replace( "\r\n", "\n", file_get_contents( $source ) );
			$revision = new MutableRevisionRecord( $title );
			$revision->setContent( SlotRecord::MAIN, new WikitextContent( $text ) );
			$revision->setId( 0 );
			try {
				$page = $pages->create( $title, null, $revision );
				$html = $parsoid->wikitext2html( $page, [ 'offsetType' => 'byte', 'body_only' => true ] );
			} catch ( \Throwable $error ) {
				$this->error( "$source: " . get_class( $error ) . ' ' . substr( $error->getMessage(), 0, 200 ) );
				$html = null;
			}
			$tree = self::preprocess( $parser->getPreprocessor(), $text );
			file_put_contents( $target, json_encode( [ 'html' => $html, 'tree' => $tree ], JSON_UNESCAPED_UNICODE ) );
		}
	}

	/** The preprocessor's tree of a text, with the trees of the extension tags that hold wikitext in it. */
	private static function preprocess( Preprocessor $preprocessor, string $text ): string {
		$document = new DOMDocument();
		$document->loadXML( (string)$preprocessor->preprocessToObj( $text ), LIBXML_PARSEHUGE );
		$names = implode( ' or ', array_map( static fn ( $name ) => "../name='$name'", self::WIKITEXT_TAGS ) );
		do {
			$inner = ( new DOMXPath( $document ) )->query( "//ext/inner[($names) and not(@read)]" );
			foreach ( $inner as $node ) {
				$tree = new DOMDocument();
				$tree->loadXML( (string)$preprocessor->preprocessToObj( $node->textContent ), LIBXML_PARSEHUGE );
				$node->textContent = '';
				$node->setAttribute( 'read', '' );
				foreach ( iterator_to_array( $tree->documentElement->childNodes ) as $child ) {
					$node->appendChild( $document->importNode( $child, true ) );
				}
			}
		} while ( $inner->length > 0 );
		return $document->saveXML( $document->documentElement );
	}
}

$maintClass = RenderOutlines::class;
require_once RUN_MAINTENANCE_IF_MAIN;
