/** The thread that reads files: bytes in, holdings out. */
import { importer } from './importer.ts'
import { serve } from './serve.ts'

serve(self, importer)
