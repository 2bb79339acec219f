<?php
// page.php LIST: the pages that readers get of wikitext files, without HTTP.
//
// LIST has two tab-separated paths a line: a wikitext file, and where its HTML goes.
// Environment: MW_INSTALL_PATH, MW_CONFIG_FILE, what settings.php asks for, and TEMPLATE_BODY: a file with the wikitext
// of every template, which shows the arguments that are to be compared.

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;

class RenderPages extends Maintenance {
	public function __construct() {
		parent::__construct();
		$this->addArg( 'list', 'pairs of paths' );
	}

	public function memoryLimit() {
		return '6G';
	}

	public function execute() {
		$parser = MediaWikiServices::getInstance()->getParserFactory()->create();
		$title = Title::newFromText( 'Article' );
		$options = ParserOptions::newFromAnon();
		foreach ( file( $this->getArg( 0 ), FILE_IGNORE_NEW_LINES ) as $pair ) {
			[ $source, $target ] = explode( "\t", $pair );
			$output = $parser->parse( file_get_contents( $source ), $title, $options );
			$html = $output->getText( [ 'allowTOC' => true, 'enableSectionEditLinks' => false ] );
			// What stands beside the text of a page: categories with their keys, other editions, the sort key.
			$beside = [ $output->getCategories(), $output->getLanguageLinks(), $output->getPageProperties() ];
			file_put_contents( $target, $html . "\n" . json_encode( $beside, JSON_UNESCAPED_UNICODE ) );
		}
	}
}

$maintClass = RenderPages::class;
require_once RUN_MAINTENANCE_IF_MAIN;
